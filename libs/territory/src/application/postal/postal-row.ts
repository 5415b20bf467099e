import { TEXT } from '../staged-text';

/** A row of a communes file, cleaned but not yet attached to a commune. Staging columns, by their SQL names. */
export interface PostalRow {
  /** INSEE code made whole, or null where the file has none. */
  readonly insee: string | null;
  readonly nom: string;
  /** The source wrote the name in capitals already. */
  readonly in_capitals: boolean;
  readonly name_key: string;
  readonly postal_code: string;
  readonly label: string | null;
  readonly label_key: string | null;
  readonly locality: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  /** The département that the source claims, where it can be believed. */
  readonly source_departement: string | null;
  /** The département to look in: the source's, else what the postal code suggests. */
  readonly searched_departement: string;
  /** An arrondissement municipal that the row names (`Paris 01`). */
  readonly named_arrondissement: string | null;
  /** Monaco and the like. */
  readonly foreign_row: boolean;
  readonly postal_code_repaired: boolean;
  readonly departement_repaired: boolean;
  readonly departement_recomputed: boolean;
}

export const POSTAL_STAGE = {
  insee: TEXT,
  nom: TEXT,
  in_capitals: 'boolean',
  name_key: TEXT,
  postal_code: TEXT,
  label: TEXT,
  label_key: TEXT,
  locality: TEXT,
  lat: 'double precision',
  lon: 'double precision',
  source_departement: TEXT,
  searched_departement: TEXT,
  named_arrondissement: TEXT,
  foreign_row: 'boolean',
  postal_code_repaired: 'boolean',
  departement_repaired: 'boolean',
  departement_recomputed: 'boolean',
} as const satisfies Record<keyof PostalRow, string>;
