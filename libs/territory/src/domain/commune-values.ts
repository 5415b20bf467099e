import type { FieldValue, OverridableField } from './override-state';

export interface Point {
  readonly lat: number;
  readonly lon: number;
}

/** What may be set by hand of a commune, each with the value that the sources, or a person, give it. */
export interface CommuneValues {
  readonly nom: string;
  readonly codesPostaux: readonly string[];
  readonly population: number | null;
  readonly siren: string | null;
  readonly centre: Point | null;
  readonly codeEpci: string | null;
}

export type ManualValues = Partial<CommuneValues>;

/** A merge patch of the manual layer: absent is unchanged, null gives the source's value back. */
export type ManualChanges = Readonly<Partial<Record<OverridableField, FieldValue>>>;
