import type { Cluster, MatchRecord } from './match-record';
import { priorityOf } from '../record/sources';

/** Golden ids that a record has had: the present one, and those of games that it left. */
export interface IdHistory {
  readonly current: number | null;
  readonly former: readonly number[];
}

export interface IdQuestion {
  readonly clusters: readonly Cluster[];
  readonly records: ReadonlyMap<number, MatchRecord>;
  readonly histories: ReadonlyMap<number, IdHistory>;
  /** Ids held by games whose records are not asked about. */
  readonly held: ReadonlySet<number>;
  /** Greater than any id ever allotted. */
  readonly next: number;
  /** The id that the cluster which has it among its present ones keeps, the lowest or not. */
  readonly keep?: number | undefined;
  /** Records that people took out of their game: they count for no present id. */
  readonly leaving?: ReadonlySet<number>;
}

interface Claim {
  readonly index: number;
  /** Present id → records that have it and are not leaving. */
  readonly current: ReadonlyMap<number, number>;
  /** Ids to return to, the likeliest first. */
  readonly former: readonly number[];
  readonly rank: Rank;
}

interface Rank {
  readonly year: number;
  readonly key: string;
  readonly priority: number;
  readonly sourceKey: string;
}

/**
 * The id of each cluster, in their order. A cluster keeps the lowest id that its records have. Of several with that id,
 * one without an id to return to keeps it, then the one with more of its records; another returns to the free id that
 * most of its records had before, the lowest of several, or gets a new one. New ids follow the year of first release, key, source and source key.
 */
export function allotIds(question: IdQuestion): readonly number[] {
  const { clusters, held, keep } = question;
  const claims = clusters.map((cluster, index) => claimOf(cluster, index, question)).sort(byRank);
  const given = new Map<number, number>();
  const taken = new Set(held);
  const give = (claim: Claim, id: number): void => {
    given.set(claim.index, id);
    taken.add(id);
  };
  for (const [id, claimants] of claimantsById(claims, keep)) {
    const winner = claimants.filter(({ index }) => !given.has(index)).sort(strongest(id))[0];
    if (winner) give(winner, id);
  }
  let { next } = question;
  for (const claim of claims) {
    if (given.has(claim.index)) continue;
    give(claim, claim.former.find((id) => !taken.has(id)) ?? next++);
  }
  return clusters.map((_, index) => given.get(index) ?? 0);
}

function claimOf({ members }: Cluster, index: number, { records, histories, leaving }: IdQuestion): Claim {
  const current = new Map<number, number>();
  const former = new Map<number, number>();
  for (const { record } of members) {
    const history = histories.get(record);
    if (!history) continue;
    const counts = leaving?.has(record) ? 0 : 1;
    if (history.current !== null) current.set(history.current, (current.get(history.current) ?? 0) + counts);
    for (const id of history.former) former.set(id, (former.get(id) ?? 0) + 1);
  }
  const mains = members.filter(({ role }) => role === 'main').flatMap(({ record }) => records.get(record) ?? []);
  const byCount = [...former].sort(([a, m], [b, n]) => n - m || a - b).map(([id]) => id);
  return { index, current, former: byCount, rank: rankOf(mains) };
}

function rankOf(mains: readonly MatchRecord[]): Rank {
  const ranks = mains.map(({ year, key, source, sourceKey }) => ({
    year: year ?? Infinity,
    key,
    priority: priorityOf(source),
    sourceKey,
  }));
  return ranks.reduce((first, rank) => (compareRanks(rank, first) < 0 ? rank : first), ranks[0] ?? LAST);
}

const LAST: Rank = { year: Infinity, key: '', priority: Infinity, sourceKey: '' };

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const number = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

const compareRanks = (a: Rank, b: Rank): number =>
  number(a.year, b.year) || text(a.key, b.key) || a.priority - b.priority || text(a.sourceKey, b.sourceKey);

const byRank = (a: Claim, b: Claim): number => compareRanks(a.rank, b.rank);

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
    Number(a.former.length > 0) - Number(b.former.length > 0) ||
    (b.current.get(id) ?? 0) - (a.current.get(id) ?? 0) ||
    byRank(a, b);
