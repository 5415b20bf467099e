import { priorityOf } from '../record/sources';
import type { Forest } from './forest';
import type { Cluster, MatchRecord, Member, MemberRole } from './match-record';
import { byYear, textOrder } from './order';

/** A game whose records are all editions is that edition: it has no other main record. */
function rolesOf(records: readonly MatchRecord[]): ReadonlyMap<MatchRecord, MemberRole> {
  const keys = new Set(records.map(({ source, sourceKey }) => `${source} ${sourceKey}`));
  const isHere = (record: MatchRecord, key: string | null): boolean =>
    key !== null && keys.has(`${record.source} ${key}`);
  const own = records.map((record): MemberRole => {
    if (isHere(record, record.portOf)) return 'port';
    return record.edition !== null || isHere(record, record.editionOf) ? 'edition' : 'main';
  });
  const hasMain = own.includes('main');
  return new Map(records.map((record, i) => [record, hasMain ? (own[i] ?? 'main') : 'main']));
}

const RANK: readonly MemberRole[] = ['main', 'port', 'edition'];

const ALONE = { rule: 'alone', confidence: 1, decision: null } as const;

/** Most games are one record: each property by its name takes half the memory of `...ALONE`. */
const aloneOf = ({ id }: MatchRecord): Member => ({
  record: id,
  role: 'main',
  rule: 'alone',
  confidence: 1,
  decision: null,
});

/** One game with what brought each record in, seen from its first one. */
export function clusterOf(records: readonly MatchRecord[], forest: Forest): Cluster {
  const [only, ...others] = records;
  if (only && others.length === 0) return { members: [aloneOf(only)] };
  const roles = rolesOf(records);
  const rank = (record: MatchRecord): number => RANK.indexOf(roles.get(record) ?? 'main');
  const ordered = records.toSorted(
    (a, b) => rank(a) - rank(b) || priorityOf(a.source) - priorityOf(b.source) || byYear(a, b),
  );
  const members = new Map<MatchRecord, Member>();
  const enter = (record: MatchRecord, how: Omit<Member, 'record' | 'role'>): unknown =>
    members.set(record, { record: record.id, role: roles.get(record) ?? 'main', ...how });
  const queue = ordered.slice(0, 1);
  for (const first of queue) enter(first, ALONE);
  for (const known of queue)
    for (const { a, b, rule, confidence, decision } of forest.edgesOf(known)) {
      const found = a === known ? b : a;
      if (members.has(found)) continue;
      enter(found, { rule, confidence, decision });
      queue.push(found);
    }
  return { members: ordered.flatMap((record) => members.get(record) ?? []) };
}

const ofFirst = (records: readonly MatchRecord[]): MatchRecord | undefined =>
  records.length > 1 ? records.toSorted(byYear)[0] : records[0];

/** By year of the earliest record, then its key: no order of loading shows. */
export function inOrder(games: readonly (readonly MatchRecord[])[]): readonly (readonly MatchRecord[])[] {
  const ranked = games.flatMap((records) => {
    const first = ofFirst(records);
    return first ? [{ records, first }] : [];
  });
  return ranked
    .sort((a, b) => textOrder(a.first.key, b.first.key) || byYear(a.first, b.first))
    .map(({ records }) => records);
}
