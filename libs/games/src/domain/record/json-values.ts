/** A JSON object of IGDB, whose members may be anything. */
export type Json = Readonly<Record<string, unknown>>;

/** The object itself; one without members where it is none. */
export const objectOf = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

/** White space collapsed; null where there is no text. */
export function textOf(value: unknown): string | null {
  const text = typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : '';
  return text === '' ? null : text;
}

/** A number, or a text that writes one (`14159.0`); null for anything else. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

const MOST_COUNTED = 2_147_483_647;

/** How many; 0 for anything that counts nothing, or more than can be. */
export function countOf(value: unknown): number {
  const count = Math.trunc(numberOf(value) ?? 0);
  return count > 0 && count <= MOST_COUNTED ? count : 0;
}

/** An id, alone or as the member `id` of an object that IGDB expanded. */
export function idOf(value: unknown): number | null {
  const id = numberOf(typeof value === 'object' ? objectOf(value)['id'] : value);
  return id !== null && Number.isSafeInteger(id) && id > 0 ? id : null;
}

/** The names of a list of expanded objects, each once. */
export const namesOf = (value: unknown): readonly string[] => [
  ...new Set(listOf(value).flatMap((item) => textOf(objectOf(item)['name']) ?? [])),
];
