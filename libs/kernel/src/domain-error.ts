import type { Bilingual } from './bilingual';

/** What went wrong, in words that every delivery mechanism can translate. */
export type ErrorKind =
  | 'invalid' // the question itself is malformed: identifier, parameter, cursor
  | 'rule-broken' // the document is wrong: missing field, wrong type, broken rule of content
  | 'not-found'
  | 'conflict' // the document is fine, the present state forbids it
  | 'stale' // the caller's copy is older than the present state
  | 'forbidden'
  | 'unauthenticated'
  | 'too-large'
  | 'too-many' // asked too often: again after a while
  | 'unavailable'; // a dependency is down or the data are not there yet: try again later

/** One kind of problem: stable, documented, safe to build a client on (`territory.commune-not-found`). */
export interface Problem {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly title: Bilingual;
}

/** One faulty member of a document (`pointer`, RFC 6901) or of a query (`parameter`). */
export interface FieldFault {
  readonly pointer?: string;
  readonly parameter?: string;
  readonly code: string;
  readonly detail: Bilingual;
}

export interface ErrorExtras {
  readonly faults?: readonly FieldFault[];
  /** Further members of the problem document, such as `candidates` or `run`. JSON values only. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds?: number;
}

const declared = new Map<string, Problem>();

/** Declares a kind of problem, once, beside the rule that needs it. The same code twice is a bug. */
export function problem(code: string, kind: ErrorKind, title: Bilingual): Problem {
  if (declared.has(code)) throw new Error(`Problem ${code} is declared twice`);
  const declaration = { code, kind, title };
  declared.set(code, declaration);
  return declaration;
}

/** Every declared problem, by code: the source of `/problems/<code>` and of docs/errors.md. */
export const declaredProblems = (): ReadonlyMap<string, Problem> => declared;

/** An outcome that was foreseen. Anything else that is thrown is a bug. */
export class DomainError extends Error {
  constructor(
    readonly problem: Problem,
    /** What happened this time, with the values at hand. */
    readonly detail: Bilingual,
    readonly extras: ErrorExtras = {},
  ) {
    super(detail.en);
    this.name = new.target.name;
  }

  get code(): string {
    return this.problem.code;
  }

  get kind(): ErrorKind {
    return this.problem.kind;
  }
}

/** A document with faults, each named in `errors`. Every context refuses with it what is simply not well formed. */
export const INVALID_DOCUMENT = problem('platform.invalid-document', 'rule-broken', {
  en: 'Invalid document',
  fr: 'Document invalide',
});
