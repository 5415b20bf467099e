import type { MemberRole } from '../matching/match-record';
import { type GameSourceKey, priorityOf } from '../record/sources';
import type { FieldProvenance, MemberRecord } from './golden-game';
import type { SourceOrder } from './survivorship-rules';

export interface Candidate<T> {
  readonly value: T;
  readonly member: MemberRecord;
}

type Compared<T> = (a: T, b: T) => number;

const ROLES: readonly MemberRole[] = ['main', 'port', 'edition'];

const rankIn = (order: SourceOrder, source: GameSourceKey): number => {
  const rank = order.indexOf(source);
  return rank < 0 ? order.length : rank;
};

export const textOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byRole = (a: MemberRecord, b: MemberRecord): number => ROLES.indexOf(a.role) - ROLES.indexOf(b.role);

/** What settles everything else, so that the order in which records came never matters. */
const settled = (a: MemberRecord, b: MemberRecord): number =>
  byRole(a, b) ||
  Number(a.partial) - Number(b.partial) ||
  priorityOf(a.source) - priorityOf(b.source) ||
  a.sourceKey.length - b.sourceKey.length ||
  textOrder(a.sourceKey, b.sourceKey);

/** By source, then by `finer`, then main records before others. */
export const bySource =
  <T>(order: SourceOrder, finer: Compared<T> = () => 0): Compared<Candidate<T>> =>
  (a, b) =>
    rankIn(order, a.member.source) - rankIn(order, b.member.source) ||
    byRole(a.member, b.member) ||
    finer(a.value, b.value) ||
    settled(a.member, b.member);

/** Main records before others, whatever their source: an edition does not tell what its game is. */
export const mainFirst =
  <T>(order: SourceOrder): Compared<Candidate<T>> =>
  (a, b) =>
    byRole(a.member, b.member) || bySource<T>(order)(a, b);

/** By the value alone, the source only where it settles nothing. */
export const byValue =
  <T>(order: SourceOrder, first: Compared<T>): Compared<Candidate<T>> =>
  (a, b) =>
    first(a.value, b.value) ||
    rankIn(order, a.member.source) - rankIn(order, b.member.source) ||
    settled(a.member, b.member);

/** What the members say of a field, the best first. */
export const candidates = <T>(
  members: readonly MemberRecord[],
  said: (member: MemberRecord) => readonly T[],
  order: Compared<Candidate<T>>,
): readonly Candidate<T>[] => members.flatMap((member) => said(member).map((value) => ({ value, member }))).sort(order);

/** A candidate that may be absent. */
export const maybe = <T>(value: T | null): readonly T[] => (value === null ? [] : [value]);

/** How a field came to its value; the winner is the first of those that may win. */
export function provenBy<T>(
  field: string,
  rule: string,
  {
    all,
    winner,
    told,
  }: { all: readonly Candidate<T>[]; winner?: Candidate<T> | undefined; told: (value: T) => unknown },
): FieldProvenance {
  return {
    field,
    rule,
    value: winner ? told(winner.value) : null,
    source: winner?.member.source ?? null,
    candidates: all.map(({ value, member: { id, source, sourceKey, observedAt } }) => ({
      value: told(value),
      record: id,
      source,
      sourceKey,
      observedAt,
    })),
  };
}
