import {
  type Bilingual,
  DomainError,
  type FieldFault,
  INVALID_DOCUMENT,
  MOST_FAULTS,
  pointerTo,
  refusal,
  sayUnknown,
} from '@hexagone/kernel';
import { faultOf, missing } from './field-faults';
import { idListFaults } from './id-list';
import type { NamedField } from './named-field';

/** A JSON object as it came. */
export type Document = Readonly<Record<string, unknown>>;

/** A document inside a larger one. */
export interface PlacedDocument {
  readonly document: unknown;
  /** A pointer; empty when there is nothing around it. */
  readonly place: string;
}

export const isDocument = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a document may hold; wire names. */
export interface Shape {
  readonly fields: readonly NamedField[];
  /** Optional lists of ids. */
  readonly idLists: readonly string[];
  readonly readOnly: readonly string[];
  /** Read by somebody else, who knows what is wrong with it. */
  readonly elsewhere?: readonly string[];
  /** Why a name that another shape knows is none of this one; undefined for a name that no shape knows. */
  readonly foreign?: (name: string) => Bilingual | undefined;
}

/** Everything that is wrong with the form of a document. */
export function faultsOf(document: Document, shape: Shape): readonly FieldFault[] {
  const fields = shape.fields.flatMap(({ wire, field }) => {
    const value = valueOf(document, wire);
    if (value === null) return field.required === false ? [] : [missing(wire)];
    return faultOf(field, wire, value) ?? [];
  });
  const lists = shape.idLists.flatMap((name) => idListFaults(name, valueOf(document, name)));
  return [...fields, ...lists, ...strangers(document, shape)];
}

/** The values of the fields of a well-formed document, by property; what is left out is absent. */
export const detailsOf = (document: Document, fields: readonly NamedField[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    fields.flatMap(({ property, wire }) => {
      const value = valueOf(document, wire);
      // Minus zero is a number that databases and people write as 0.
      return value === null ? [] : [[property, value === 0 ? 0 : value]];
    }),
  );

/** A list of ids of a well-formed document; undefined when it is left out. */
export const idsOf = (document: Document, name: string): readonly number[] | undefined =>
  (valueOf(document, name) ?? undefined) as readonly number[] | undefined;

/** A member that is left out and one that is null say the same: there is none. */
export const valueOf = (document: Document, name: string): unknown =>
  Object.hasOwn(document, name) ? (document[name] ?? null) : null;

function strangers(document: Document, { fields, idLists, readOnly, elsewhere = [], foreign }: Shape): FieldFault[] {
  const writable = [...elsewhere, ...fields.map(({ wire }) => wire), ...idLists];
  const known = new Set(writable);
  return Object.keys(document)
    .filter((name) => !known.has(name))
    .slice(0, MOST_FAULTS)
    .map((name) => {
      if (readOnly.includes(name)) return readOnlyFault(name);
      const why = foreign?.(name);
      if (why) return { pointer: pointerTo(name), code: 'foreign-field', detail: why };
      return { pointer: pointerTo(name), ...sayUnknown(name, writable) };
    });
}

const readOnlyFault = (name: string): FieldFault => ({
  pointer: pointerTo(name),
  code: 'read-only',
  detail: { en: `${name} is read-only`, fr: `${name} est en lecture seule` },
});

/**
 * One refusal alone is itself. Several are an invalid document that lists all their faults; when it is the present state
 * that refuses all of them, they stay a conflict, of the kind of the first.
 */
export function refuseAny(errors: readonly DomainError[]): void {
  const [first, ...others] = errors;
  if (!first) return;
  if (others.length === 0) throw first;
  const faults = errors.flatMap(({ extras }) => extras.faults ?? []);
  throw refusal(errors.every(({ kind }) => kind === 'conflict') ? first.problem : INVALID_DOCUMENT, faults);
}

/**
 * A merge patch (RFC 7396) put onto a document whose members are values and lists: null takes a member away. The null of
 * a name that is not among `removable` stays, so that the judge says what is wrong with it.
 */
export const patched = (present: Document, patch: Document, removable: readonly string[]): Document =>
  Object.fromEntries(
    Object.entries({ ...present, ...patch }).filter(([name, value]) => value !== null || !removable.includes(name)),
  );

export const malformed = (fault: FieldFault): DomainError => refusal(INVALID_DOCUMENT, [fault]);

export const NOT_AN_OBJECT = malformed({
  pointer: '',
  code: 'not-an-object',
  detail: { en: 'A JSON object is expected', fr: 'Un objet JSON est attendu' },
});

/** The same refusal of a document that is inside another one, at `place`. */
export const within = (place: string, { problem, detail, extras }: DomainError): DomainError =>
  new DomainError(problem, detail, {
    ...extras,
    faults: extras.faults?.map((fault) => ({ ...fault, pointer: `${place}${fault.pointer ?? ''}` })),
  });
