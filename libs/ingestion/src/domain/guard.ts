import type { Bilingual } from '@hexagone/kernel';

export interface GuardLimits {
  /** Default 1. */
  readonly minimumRows?: number;
  /** Share of rejected records allowed beyond ten. Default 0.01. */
  readonly rejectRate?: number;
  /** Least share of the rows of the last published run of the same part and scope. Absent: no such guard. */
  readonly rowCollapse?: number;
  /** Greatest share of the stored rows that may be removed. Default 0.02. Only where absent rows are deleted. */
  readonly massDelete?: number;
  /** Points by which the share of nulls of a staged column may rise. */
  readonly nullStorm?: Readonly<Record<string, number>>;
}

export interface GuardFinding {
  readonly name: string;
  readonly fires: boolean;
  readonly measured: number | string;
  readonly limit: number | string;
  /** Default true. */
  readonly overridable?: boolean;
  readonly detail?: Bilingual;
}

/** A finding after the caller's overrides were looked at. */
export interface JudgedGuard extends GuardFinding {
  readonly overridable: boolean;
  readonly accepted: boolean;
}

/** Share of nulls, 0 to 1, by staged column. */
export type Profile = Readonly<Record<string, number>>;

/** What the standard guards look at. `taken` counts the records that judge took, before duplicates were told apart. */
export interface Evidence {
  readonly read: number;
  readonly taken: number;
  readonly rejected: number;
  readonly removed: number;
  readonly stored: number;
  readonly lengthProven: boolean;
  readonly replay: boolean;
  /** What a reader found since its cursor: how many there are says nothing. */
  readonly portion: boolean;
  readonly profile: Profile;
  /** The last published run of the same part and scope. */
  readonly last: { readonly taken: number; readonly profile: Profile } | null;
}

export const STANDARD_GUARDS = [
  'minimum-rows',
  'reject-rate',
  'row-collapse',
  'mass-delete',
  'null-storm',
  'unproven-length',
] as const;

const ALWAYS_ALLOWED_REJECTS = 10;

/** The doubts about a file as a whole. All are listed, whether they fire or not. */
export function standardGuards(limits: GuardLimits, evidence: Evidence): readonly GuardFinding[] {
  // A replay is a handful of records, each judged for itself: it says nothing about a file as a whole.
  if (evidence.replay) return [];
  return [
    ...(evidence.portion ? [] : [minimumRows(limits, evidence)]),
    rejectRate(limits, evidence),
    ...(evidence.portion ? [] : rowCollapse(limits, evidence)),
    ...massDelete(limits, evidence),
    ...nullStorm(limits, evidence),
    unprovenLength(evidence),
  ];
}

function minimumRows({ minimumRows: limit = 1 }: GuardLimits, { taken }: Evidence): GuardFinding {
  return { name: 'minimum-rows', fires: taken < limit, measured: taken, limit };
}

function rejectRate({ rejectRate: rate = 0.01 }: GuardLimits, { read, rejected }: Evidence): GuardFinding {
  const limit = Math.max(ALWAYS_ALLOWED_REJECTS, Math.floor(rate * read));
  return { name: 'reject-rate', fires: rejected > limit, measured: rejected, limit };
}

function rowCollapse({ rowCollapse: share }: GuardLimits, { taken, last }: Evidence): GuardFinding[] {
  if (share === undefined || !last) return [];
  const limit = Math.ceil(share * last.taken);
  return [{ name: 'row-collapse', fires: taken < share * last.taken, measured: taken, limit }];
}

function massDelete({ massDelete: share = 0.02 }: GuardLimits, { removed, stored }: Evidence): GuardFinding[] {
  if (stored === 0) return [];
  const limit = Math.floor(share * stored);
  return [{ name: 'mass-delete', fires: removed > share * stored, measured: removed, limit }];
}

function nullStorm({ nullStorm: columns = {} }: GuardLimits, { profile, last }: Evidence): GuardFinding[] {
  return Object.entries(columns).flatMap(([column, points]) => {
    const before = last?.profile[column];
    if (before === undefined) return [];
    const measured = Math.round(((profile[column] ?? 0) - before) * 10_000) / 100;
    const detail = { en: `Nulls of ${column}, in points.`, fr: `Valeurs nulles de ${column}, en points.` };
    return [{ name: 'null-storm', fires: measured > points, measured, limit: points, detail }];
  });
}

function unprovenLength({ lengthProven }: Evidence): GuardFinding {
  const measured = lengthProven ? 'proven' : 'unproven';
  return { name: 'unproven-length', fires: !lengthProven, measured, limit: 'proven' };
}

/** Which doubts the caller takes upon himself. */
export const judged = (findings: readonly GuardFinding[], accepted: readonly string[]): readonly JudgedGuard[] =>
  findings.map((finding) => {
    const overridable = finding.overridable ?? true;
    return { ...finding, overridable, accepted: overridable && accepted.includes(finding.name) };
  });

/** The guards that stop the run. */
export const refusing = (guards: readonly JudgedGuard[]): readonly JudgedGuard[] =>
  guards.filter((guard) => guard.fires && !guard.accepted);
