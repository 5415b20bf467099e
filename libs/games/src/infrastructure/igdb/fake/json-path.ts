import { type Json, objectOf } from '../../../domain/record/json-values';

const present = (value: unknown): boolean => value !== undefined && value !== null;

/** Every value that a path reaches, through lists; of an expanded object its id. */
export function valuesAt(item: Json, path: string): readonly unknown[] {
  let values: readonly unknown[] = [item];
  for (const member of path.split('.'))
    values = values
      .map((value) => objectOf(value)[member])
      .flat()
      .filter(present);
  return values.map((value) => (typeof value === 'object' ? objectOf(value)['id'] : value)).filter(present);
}

/** Members that are wanted, each with those wanted of it; none: the member itself. */
interface Wanted {
  readonly [member: string]: Wanted;
}

export function wantedOf(fields: readonly string[]): Wanted {
  const wanted: Record<string, Wanted> = {};
  for (const field of fields) {
    let inner: Record<string, Wanted> = wanted;
    for (const member of field.split('.')) inner = inner[member] ??= {};
  }
  return wanted;
}

/** As IGDB shows an item: its id, and what is wanted; references that are not expanded are ids. */
export function projected(value: unknown, wanted: Wanted): unknown {
  if (Array.isArray(value)) return value.map((item) => projected(item, wanted));
  if (typeof value !== 'object' || value === null) return value;
  const object = value as Json;
  const members = '*' in wanted ? Object.keys(object) : Object.keys(wanted);
  if (members.length === 0) return object['id'] ?? object;
  const shown = ['id', ...members].filter((member, at) => present(object[member]) && (at === 0 || member !== 'id'));
  return Object.fromEntries(shown.map((member) => [member, projected(object[member], wanted[member] ?? {})]));
}
