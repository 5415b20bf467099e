import { snakeCase } from '@hexagone/kernel';
import type { CountryPack, Field } from '../../domain/country-pack';

/** A column of `sites` that some countries have and the others leave empty. */
export interface PackColumn {
  readonly property: string;
  readonly column: string;
  readonly field: Field;
  /** Codes of the countries that have it, in order. */
  readonly codes: readonly string[];
}

/** Each field of the packs once, by country code; packs may share one. */
export function packColumns(packs: readonly CountryPack[]): readonly PackColumn[] {
  const columns = new Map<string, PackColumn>();
  const byCode = packs.toSorted((one, other) => (one.code < other.code ? -1 : 1));
  for (const { code, fields } of byCode) {
    for (const [property, field] of Object.entries<Field>(fields)) {
      const there = columns.get(property) ?? { property, column: snakeCase(property), field, codes: [] };
      columns.set(property, { ...there, codes: [...there.codes, code] });
    }
  }
  return [...columns.values()];
}
