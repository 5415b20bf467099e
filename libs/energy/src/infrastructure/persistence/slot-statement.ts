import type { SlotFacts, Window } from '../../application/load-reads';
import type { Absences, FileSpan, Run } from '../../domain/gaps';
import { type Nature, NATURES, natureOfRank, rankOf } from '../../domain/nature';
import type { Instant } from '../../domain/paris-time';
import { QUARTER, type SlotRange, slotsIn } from '../../domain/slot-range';

/*
 * Every answer about slots is one statement, hence of one snapshot: the slots of the window, the facts about them and
 * what is asked of them besides. Instants are seconds of the epoch on both sides.
 */

/** The table whose rows are the slots, and what else is wanted of them. */
export interface SlotSource {
  readonly table: string;
  readonly columns: string;
  readonly join?: string;
}

/** `$1` to `$5`; a statement's own parameters follow. */
export const windowParameters = ({ area, range, natures }: Window): readonly unknown[] => [
  area.id,
  range.from,
  range.until,
  range.step,
  natures?.map(rankOf) ?? null,
];

const inWindow = `slot.area_id = $1 AND slot.at >= to_timestamp($2) AND slot.at < to_timestamp($3)
  AND mod(date_part('epoch', slot.at)::bigint, $4::bigint) = 0`;

const SECOND = `date_part('epoch', slot.at)::bigint`;

/** `visible`: rows of the window, of the natures asked, in order of time. `more`: further columns. */
export const windowOf = ({ table, columns, join = '' }: SlotSource, more = ''): string => `
  visible AS (
    SELECT ${SECOND} AS s, slot.nature, ${columns}${more}
    FROM ${table} slot ${join}
    WHERE ${inWindow} AND ($5::smallint[] IS NULL OR slot.nature = ANY ($5))
    ORDER BY slot.at)`;

const NATURE_COUNTS = NATURES.map(
  (nature) => `count(*) FILTER (WHERE nature = ${rankOf(nature)})::integer AS ${nature}`,
).join(', ');

const tallyOf = ({
  table,
}: SlotSource): string => `(SELECT count(*)::integer AS count, ${NATURE_COUNTS}, max(s)::float8 AS last FROM visible) tally,
  (SELECT date_part('epoch', max(at)) AS last_point FROM ${table} WHERE area_id = $1) area,
  (SELECT coalesce(bool_or(synthetic), false) AS synthetic FROM load_coverage) marks`;

/** The slot with a value before each. */
const BEFORE = `, lag(${SECOND}, 1, $2::bigint - $4::bigint) OVER (ORDER BY slot.at) AS before`;

/** Runs without value as pairs of the slots around them; the last one is left to the reader. */
const HOLES = `(SELECT json_agg(json_build_array(before, s)) FROM visible WHERE s - before > $4::bigint) AS holes`;

const hiddenIn = ({ table }: SlotSource): string => `(SELECT json_agg(json_build_array(low, high) ORDER BY low) FROM (
    SELECT min(s) AS low, max(s) AS high FROM (
      SELECT ${SECOND} AS s, ${SECOND} - $4::bigint * row_number() OVER (ORDER BY slot.at) AS island
      FROM ${table} slot WHERE $5::smallint[] IS NOT NULL AND ${inWindow} AND slot.nature <> ALL ($5)) islands
    GROUP BY island) runs) AS hidden`;

const SPANS = `(SELECT json_agg(json_build_array(
    date_part('epoch', first_at), date_part('epoch', last_at), date_part('epoch', last_value_at)))
  FROM load_coverage
  WHERE area_id = $1 AND first_at < to_timestamp($3) AND last_at >= to_timestamp($2)) AS spans`;

const beforeIn = ({ table }: SlotSource): string => `EXISTS (
  SELECT FROM ${table} WHERE area_id = $1 AND at = to_timestamp($2::bigint - $4::bigint)) AS valued_before`;

/** The facts, and `found`: a relation over `visible` of one row, whose columns are answered too. */
export function slotStatement(source: SlotSource, { gaps }: Pick<Window, 'gaps'>, found = 'SELECT'): string {
  const absences = gaps ? `SELECT ${[HOLES, hiddenIn(source), SPANS, beforeIn(source)].join(', ')}` : 'SELECT';
  return `WITH ${windowOf(source, gaps ? BEFORE : '')}
    SELECT * FROM ${tallyOf(source)}, (${absences}) absences, (${found}) found`;
}

/**
 * Is every slot definitive? Most long ranges are not, for want of an hour of October: these slots (`$6`) are looked at
 * before any are counted (`$7`: how many there should be), so that a stream begins at once.
 */
export function finalStatement({ table }: SlotSource): string {
  const definitive = `slot.nature = ${rankOf('definitive')} AND ($5::smallint[] IS NULL OR slot.nature = ANY ($5))`;
  return `SELECT CASE WHEN EXISTS (
      SELECT FROM unnest($6::bigint[]) AS repeated WHERE NOT EXISTS (
        SELECT FROM ${table} slot WHERE slot.area_id = $1 AND slot.at = to_timestamp(repeated) AND ${definitive}))
    THEN false
    ELSE $7 > 0 AND $7 = (SELECT count(*) FROM ${table} slot WHERE ${inWindow} AND ${definitive}) END AS final`;
}

type Pair = readonly [Instant, Instant];

export type FactsRow = Readonly<Record<Nature, number>> & {
  readonly count: number;
  readonly last: number | null;
  readonly last_point: number | null;
  readonly synthetic: boolean;
  readonly holes?: readonly Pair[] | null;
  readonly hidden?: readonly Pair[] | null;
  readonly spans?: readonly (readonly [Instant, Instant, Instant | null])[] | null;
  readonly valued_before?: boolean;
};

export const factsOf = (row: FactsRow, range: SlotRange): SlotFacts => ({
  count: row.count,
  natures: Object.fromEntries(NATURES.flatMap((nature) => (row[nature] > 0 ? [[nature, row[nature]]] : []))),
  lastPointAt: row.last_point,
  synthetic: row.synthetic,
  ...('holes' in row && { absences: absencesOf(row, range) }),
});

function absencesOf(row: FactsRow, range: SlotRange): Absences {
  const { holes, hidden, spans, last, valued_before: before = false } = row;
  const { from, until, step } = range;
  const between = (holes ?? []).map(([left, right]): Run => ({ from: left + step, to: right - step }));
  const after: Run = { from: last === null ? from : last + step, to: until - step };
  return {
    missing: after.from <= after.to && slotsIn(range) > 0 ? [...between, after] : between,
    hidden: (hidden ?? []).map(([low, high]): Run => ({ from: low, to: high })),
    spans: (spans ?? []).map(([first, end, lastValue]): FileSpan => ({ first, last: end, lastValue })),
    valuedBefore: from % (2 * QUARTER) !== 0 && before,
  };
}

export const natureOf = (rank: number | string): Nature => natureOfRank(Number(rank));
