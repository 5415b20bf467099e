import type { Cluster, MatchRecord } from './match-record';
import { byKey, textOrder } from './order';

/** Golden ids that a record has had: the present one, and those of games that it left. */
export interface IdHistory {
  readonly current: number | null;
  readonly former: readonly number[];
}

export interface IdQuestion {
  readonly clusters: readonly Cluster[];
  readonly recordOf: (id: number) => MatchRecord | undefined;
  /** Undefined: the record never had one. */
  readonly historyOf: (record: number) => IdHistory | undefined;
  /** Ids held by games whose records are not asked about. */
  readonly held: ReadonlySet<number>;
  /** Greater than any id ever allotted. */
  readonly next: number;
  /** The id that the cluster which has it among its present ones keeps, the lowest or not. */
  readonly keep?: number | undefined;
  /** Records that people took out of their game: they count for no present id. */
  readonly leaving?: ReadonlySet<number>;
}

/** There are as many as games, and most have no past: these share its empty lists. */
interface Claim {
  readonly index: number;
  /** Present id → records that have it and are not leaving. */
  readonly current: ReadonlyMap<number, number>;
  /** Present ids of records that have no other to return to. */
  readonly native: ReadonlySet<number>;
  /** Ids to return to, the likeliest first. */
  readonly former: readonly number[];
  /** Of its main records; undefined: it has none. */
  readonly first: MatchRecord | undefined;
}

type Counts = Map<number, number>;

const NOWHERE: Counts = new Map();

const NONE: readonly number[] = [];

const NATIVE_OF_NONE = new Set<number>();

/**
 * The id of each cluster, in their order. A cluster keeps the lowest id that its records have. Of several with that id,
 * one with a record that has no other to return to keeps it, then the one with more of its records; another returns to the free id that
 * most of its records had before, the lowest of several, or gets a new one. New ids follow the year of first release, key, source and source key.
 */
export function allotIds(question: IdQuestion): readonly number[] {
  const { clusters, held, keep } = question;
  const claims = clusters.map((cluster, index) => claimOf(cluster, index, question)).sort(byRank);
  const given = clusters.map(() => 0);
  const taken = new Set(held);
  for (const [id, claimants] of claimantsById(claims, keep)) {
    const winner = claimants.filter(({ index }) => given[index] === 0).sort(strongest(id))[0];
    if (!winner) continue;
    given[winner.index] = id;
    taken.add(id);
  }
  let { next } = question;
  for (const { index, former } of claims) {
    if (given[index] !== 0) continue;
    const returned = former.find((id) => !taken.has(id));
    given[index] = returned ?? next++;
    if (returned !== undefined) taken.add(returned);
  }
  return given;
}

function claimOf({ members }: Cluster, index: number, { recordOf, historyOf, leaving }: IdQuestion): Claim {
  let [current, former]: [Counts, Counts] = [NOWHERE, NOWHERE];
  let native = NATIVE_OF_NONE;
  for (const { record } of members) {
    const history = historyOf(record);
    if (!history) continue;
    if (history.current !== null) current = counted(current, history.current, leaving?.has(record) ? 0 : 1);
    if (history.current !== null && history.former.length === 0)
      native = (native === NATIVE_OF_NONE ? new Set<number>() : native).add(history.current);
    for (const id of history.former) former = counted(former, id, 1);
  }
  const mains = members.filter(({ role }) => role === 'main').flatMap(({ record }) => recordOf(record) ?? []);
  const byCount = [...former].sort(([a, m], [b, n]) => n - m || a - b).map(([id]) => id);
  return { index, current, native, former: byCount.length > 0 ? byCount : NONE, first: mains.sort(compareRanks)[0] };
}

const counted = (counts: Counts, id: number, more: number): Counts =>
  (counts === NOWHERE ? new Map<number, number>() : counts).set(id, (counts.get(id) ?? 0) + more);

const year = ({ year: of }: MatchRecord): number => of ?? Infinity;

const compareRanks = (a: MatchRecord, b: MatchRecord): number =>
  a.year === b.year ? textOrder(a.key, b.key) || byKey(a, b) : year(a) - year(b);

const byRank = ({ first: a }: Claim, { first: b }: Claim): number =>
  a && b ? compareRanks(a, b) : Number(!a) - Number(!b);

/** Ascending, but for the one that is to be kept. */
function claimantsById(claims: readonly Claim[], keep: number | undefined): readonly [number, Claim[]][] {
  const claimants = new Map<number, Claim[]>();
  for (const claim of claims)
    for (const id of claim.current.keys()) {
      const others = claimants.get(id);
      if (others) others.push(claim);
      else claimants.set(id, [claim]);
    }
  const place = (id: number): number => (id === keep ? -1 : id);
  return [...claimants].sort(([a], [b]) => place(a) - place(b));
}

const strongest =
  (id: number) =>
  (a: Claim, b: Claim): number =>
    Number(b.native.has(id)) - Number(a.native.has(id)) ||
    (b.current.get(id) ?? 0) - (a.current.get(id) ?? 0) ||
    byRank(a, b);
