import type { AreaListing } from '../../application/area-reads';

/** Members that are objects become one column each for these of their own. */
const NESTED: Readonly<Record<string, readonly string[] | undefined>> = {
  centre: ['lat', 'lon'],
  mairie: ['lat', 'lon'],
  position: ['lat', 'lon', 'source', 'precision_km', 'estimated'],
  epci: ['code', 'nom'],
  departement: ['code', 'nom'],
  region: ['code', 'nom'],
};

const NOTES = {
  name: ['how', 'kind', 'name', 'homonyms'],
  'former-code': ['how', 'code'],
  'postal-code': ['how', 'codePostal'],
};

export function csvColumns({ shape, ranked }: AreaListing): string[] {
  const columns = shape.fields.flatMap((field) => NESTED[field]?.map((part) => `${field}.${part}`) ?? [field]);
  const note = ranked ? 'name' : shape.note;
  if (!note) return columns;
  const scored = ranked !== undefined || shape.scored;
  return [...columns, ...(scored ? ['_score'] : []), ...NOTES[note].map((part) => `_match.${part}`)];
}

type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [member: string]: Json };

/** JSON texts joined by line breaks → flat records; lists are joined by `|`. */
export async function* csvRecords(
  batches: Iterable<string> | AsyncIterable<string>,
  columns: readonly string[],
): AsyncGenerator<Record<string, string | number | boolean | null>> {
  for await (const batch of batches) {
    for (const line of batch === '' ? [] : batch.split('\n')) {
      const item = JSON.parse(line) as Json;
      yield Object.fromEntries(columns.map((column) => [column, cell(column.split('.').reduce(member, item))]));
    }
  }
}

function member(value: Json, name: string): Json {
  if (typeof value !== 'object' || value === null) return undefined;
  if (isList(value)) return undefined;
  const { coordinates } = value;
  if (coordinates !== undefined && isList(coordinates)) return coordinates[name === 'lon' ? 0 : 1];
  return value[name];
}

function cell(value: Json): string | number | boolean | null {
  if (typeof value !== 'object' || value === null) return value ?? null;
  if (!isList(value)) return JSON.stringify(value);
  return value.map((item) => String(cell(typeof item === 'object' ? member(item, 'code') : item))).join('|');
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
