import type { CatalogueSession } from '../../application/catalogue-session';
import { allotIds, type IdHistory } from '../../domain/matching/golden-ids';
import type { Cluster, MatchRecord, Member, MemberRole } from '../../domain/matching/match-record';
import type { GoldenTask } from './golden-rows';
import type { MatchRow } from './match-rows';
import { type DesertedGame, type NewPlace, newPlace } from './member-rows';

/** What changed since the catalogue was right. */
export interface Touched {
  /** Written or withdrawn. */
  readonly records: readonly number[];
  /** As they were before, where they existed and not every record is looked at. */
  readonly former: readonly MatchRow[];
  /** Every record is looked at. */
  readonly whole: boolean;
  /** Every game is made anew, whatever was touched. */
  readonly everything?: boolean;
  /** The id to keep where its game is joined with others; otherwise the lowest. */
  readonly keep?: number | undefined;
  /** Records that people took out of their game. */
  readonly leaving?: readonly number[];
  /** Games that were deleted before. */
  readonly forgotten?: readonly number[];
}

export interface IdFacts {
  /** Greater than every id. */
  readonly next: number;
  /** Live games none of whose records is looked at. */
  readonly held: ReadonlySet<number>;
  /** Games of the touched records until now, of withdrawn ones as well. */
  readonly before: readonly number[];
}

export interface Placing extends IdFacts {
  readonly clusters: readonly Cluster[];
  readonly rows: ReadonlyMap<number, MatchRow>;
  readonly touched: Touched;
}

export interface Placed {
  readonly tasks: readonly GoldenTask[];
  readonly places: readonly NewPlace[];
  readonly deserted: readonly DesertedGame[];
  /** Games that a record left for another. */
  readonly left: readonly number[];
}

export async function idFacts(
  session: CatalogueSession,
  { records, whole, everything = false }: Touched,
  rows: readonly MatchRow[],
): Promise<IdFacts> {
  const former = whole ? [] : [...new Set(rows.flatMap(({ place }) => place?.formerIds ?? []))];
  const { rows: facts } = await session.query<{ next: number; held: number[]; before: number[] }>(
    `SELECT (SELECT coalesce(max(id), 0) + 1 FROM game) AS next,
       ARRAY(SELECT id FROM game WHERE id = ANY($1) AND state = 'live') AS held,
       ARRAY(SELECT id FROM game WHERE $2::bigint[] IS NULL AND state = 'live'
         UNION SELECT game_id FROM game_member WHERE record_id = ANY($2)) AS before`,
    [former, everything ? null : records],
  );
  const { next = 1, held = [], before = [] } = facts[0] ?? {};
  // A game of touched records has no other live ones than those looked at.
  const inside = new Set([...rows.map(({ place }) => place?.game), ...before]);
  return { next, before, held: new Set(held.filter((id) => !inside.has(id))) };
}

/** Which places change, which games are to be made anew, and which are left without a record. */
export function placedAnew(placing: Placing): Placed {
  const { clusters, rows, touched, next, held, before } = placing;
  const ids = idsOf(placing);
  const stale = new Set(touched.everything ? ids : before);
  const places: NewPlace[] = [];
  const wentTo = new Map<number, number>(before.map((id) => [id, Infinity]));
  const settle = (member: Member, game: number): void => {
    const row = rows.get(member.record);
    if (row?.place) wentTo.set(row.place.game, Math.min(wentTo.get(row.place.game) ?? Infinity, game));
    const change = row && newPlace(row, member, game);
    if (!change) return;
    places.push(change);
    // A game that is new is made in any case.
    if (game < next && (row.place?.game !== game || row.place.role !== member.role)) stale.add(game);
    if (row.place) stale.add(row.place.game);
  };
  clusters.forEach(({ members }, i) => {
    for (const member of members) settle(member, ids[i] ?? 0);
  });
  const alive = new Set(ids.filter((id) => wentTo.has(id)));
  return {
    places,
    left: gamesLeft(places, rows),
    tasks: clusters
      .map(({ members }, i) => taskOf(ids[i] ?? 0, members, next))
      .filter(({ id, isNew }) => isNew || stale.has(id)),
    deserted: [...wentTo]
      .filter(([id]) => !alive.has(id) && !held.has(id))
      .map(([id, target]) => ({ id, merged_into: target === Infinity ? null : target })),
  };
}

const gamesLeft = (places: readonly NewPlace[], rows: Placing['rows']): readonly number[] => [
  ...new Set(
    places.flatMap(({ member: { record }, game }) => {
      const before = rows.get(record)?.place?.game ?? game;
      return before === game ? [] : [before];
    }),
  ),
];

function idsOf({ clusters, rows, touched, next, held }: Placing): readonly number[] {
  const recordOf = (id: number): MatchRecord | undefined => rows.get(id)?.record;
  const historyOf = (id: number): IdHistory | undefined => {
    const place = rows.get(id)?.place;
    return place ? { current: place.game, former: place.formerIds } : undefined;
  };
  const { keep, leaving = [] } = touched;
  return allotIds({ clusters, recordOf, historyOf, held, next, keep, leaving: new Set(leaving) });
}

const taskOf = (id: number, members: Cluster['members'], next: number): GoldenTask => ({
  id,
  isNew: id >= next,
  members,
});

/** Every live game with the live records that it has. */
export async function presentTasks(session: CatalogueSession): Promise<readonly GoldenTask[]> {
  const { rows } = await session.query<{ id: number; members: { record: number; role: MemberRole }[] }>(
    `SELECT m.game_id AS id, json_agg(json_build_object('record', r.id, 'role', m.role)) AS members
     FROM game_member m JOIN game_record r ON r.id = m.record_id WHERE r.withdrawn_at IS NULL
     GROUP BY m.game_id ORDER BY m.game_id`,
  );
  return rows.map(({ id, members }) => ({ id, members, isNew: false }));
}
