import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import {
  type DurationQuestion,
  type Durations,
  type Found,
  type LoadAt,
  type LoadBucket,
  type LoadFacts,
  type LoadPoint,
  LoadReads,
  type Ranking,
  type Streamed,
  type Window,
} from '../../application/load-reads';
import type { BucketResolution } from '../../domain/resolution';
import { bucketStart } from './bucket-start';
import { streamSlots } from './stream-slots';
import { type FactsRow, factsOf, natureOf, slotStatement, windowParameters } from './slot-statement';

const LOADS = { table: 'load_point', columns: 'slot.mw' };

// One whole number that orders by load, then by time; below 2^53.
const TIMES = 2 ** 33;
const SUMS = `(SELECT coalesce(sum(mw), 0)::float8 AS sum, min(mw::bigint * ${TIMES} + s)::float8 AS lowest,
  max(mw::bigint * ${TIMES} + ${TIMES - 1} - s)::float8 AS highest FROM visible) sums`;

interface LoadRow {
  readonly sum: number;
  readonly lowest: number | null;
  readonly highest: number | null;
}

interface FoundRow<T> {
  readonly facts: LoadFacts;
  readonly row: T;
}

interface PointColumns {
  readonly at: string | null;
  readonly mw: string | null;
  readonly natures: string | null;
}

const COLUMNS = `string_agg(s::text, ',') AS at, string_agg(mw::text, ',') AS mw, string_agg(nature::text, '') AS natures`;

/** Loads by index-only scans of the table's own key. */
@Injectable()
export class SqlLoadReads extends LoadReads {
  constructor(private readonly database: Database) {
    super();
  }

  async facts(window: Window): Promise<LoadFacts> {
    return (await this.find(window)).facts;
  }

  bothFacts(one: Window, other: Window): Promise<readonly [LoadFacts, LoadFacts]> {
    return this.database.run(async () => {
      await this.database.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      return [await this.facts(one), await this.facts(other)];
    });
  }

  async points(window: Window): Promise<Found<Iterable<LoadPoint>>> {
    const { facts, row } = await this.find<PointColumns>(window, `SELECT ${COLUMNS} FROM visible`);
    return { facts, found: pointsOf(row) };
  }

  async buckets(window: Window, resolution: BucketResolution): Promise<Found<readonly LoadBucket[]>> {
    const { facts, row } = await this.find<{ buckets: RawBucket[] | null }>(
      window,
      `SELECT json_agg(item) AS buckets FROM (${bucketItems(resolution)}) grouped`,
    );
    return { facts, found: (row.buckets ?? []).map(bucketOf) };
  }

  streamPoints(window: Window): Promise<Streamed<LoadPoint>> {
    const items = `SELECT '[' || s || ',' || mw || ',' || nature || ']' AS item FROM visible`;
    return streamSlots(this.database, { source: LOADS, window, items, read: pointOf });
  }

  streamBuckets(window: Window, resolution: BucketResolution): Promise<Streamed<LoadBucket>> {
    const items = `SELECT item::text FROM (${bucketItems(resolution)}) grouped`;
    return streamSlots(this.database, { source: LOADS, window, items, read: bucketOf });
  }

  async ranked(window: Window, { order, per, limit }: Ranking): Promise<Found<readonly LoadPoint[]>> {
    const best = `mw ${order === 'asc' ? 'ASC' : 'DESC'}, s`;
    const day = bucketStart('P1D');
    const rows =
      per === 'point' ? 'visible' : `(SELECT DISTINCT ON (${day}) * FROM visible ORDER BY ${day}, ${best}) daily`;
    const { facts, row } = await this.find<PointColumns>(
      window,
      `SELECT ${COLUMNS} FROM (SELECT * FROM ${rows} ORDER BY ${best} LIMIT $6) ranked`,
      [limit],
    );
    return { facts, found: [...pointsOf(row)] };
  }

  async durations(window: Window, { percents, thresholds }: DurationQuestion): Promise<Found<Durations>> {
    const fractions = percents.map((percent) => 1 - percent / 100);
    const { facts, row } = await this.find<{ powers: number[] | null; slots: [number, number][] | null }>(
      window,
      `SELECT (SELECT to_json(percentile_cont($6::float8[]) WITHIN GROUP (ORDER BY mw)) FROM visible) AS powers,
         (SELECT json_agg(json_build_array(
            (SELECT count(*) FROM visible WHERE mw > wanted), (SELECT count(*) FROM visible WHERE mw >= wanted)) ORDER BY place)
          FROM unnest($7::float8[]) WITH ORDINALITY AS t(wanted, place)) AS slots`,
      [fractions, thresholds],
    );
    const powers = row.powers ?? percents.map(() => null);
    return { facts, found: { powers, slots: (row.slots ?? []).map(([above, atOrAbove]) => ({ above, atOrAbove })) } };
  }

  private async find<T>(window: Window, found = 'SELECT', parameters: readonly unknown[] = []): Promise<FoundRow<T>> {
    const sql = slotStatement(LOADS, window, `SELECT * FROM ${SUMS}, (${found}) own`);
    const { rows } = await this.database.query<FactsRow & LoadRow & T>(sql, [
      ...windowParameters(window),
      ...parameters,
    ]);
    const [row] = rows;
    if (!row) throw new Error('Facts about a window were asked, and no row came');
    return { facts: { ...factsOf(row, window.range), ...extremesOf(row) }, row };
  }
}

const extremesOf = ({ sum, lowest, highest }: LoadRow): Pick<LoadFacts, 'sum' | 'lowest' | 'highest'> => ({
  sum,
  lowest: lowest === null ? null : unpacked(lowest),
  highest: highest === null ? null : unpacked(highest, (time) => TIMES - 1 - time),
});

const unpacked = (packed: number, instantOf = (time: number): number => time): LoadAt => ({
  at: instantOf(packed % TIMES),
  mw: Math.floor(packed / TIMES),
});

function* pointsOf({ at, mw, natures }: PointColumns): Generator<LoadPoint> {
  const instants = (at ?? '').split(',');
  const loads = (mw ?? '').split(',');
  const ranks = natures ?? '';
  for (let i = 0; i < ranks.length; i++)
    yield { at: Number(instants[i]), mw: Number(loads[i]), nature: natureOf(ranks.charAt(i)) };
}

const bucketItems = (resolution: BucketResolution): string => `
  SELECT json_build_array(start, sum(mw), min(mw), max(mw), count(*), min(nature)) AS item
  FROM (SELECT *, ${bucketStart(resolution)} AS start FROM visible) placed GROUP BY start ORDER BY start`;

const pointOf = ([at, mw, rank]: readonly [number, number, number]): LoadPoint => ({ at, mw, nature: natureOf(rank) });

type RawBucket = readonly [start: number, sum: number, min: number, max: number, count: number, nature: number];

const bucketOf = ([start, sum, min, max, count, nature]: RawBucket): LoadBucket => ({
  ...{ start, sum, min, max, count },
  nature: natureOf(nature),
});
