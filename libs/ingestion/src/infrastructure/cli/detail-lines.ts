import type { Language } from '@hexagone/kernel';

const MOST_ITEMS = 12;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as one phrase: a text of two languages in the asked one, numbers grouped as that language groups them. */
export function phrase(value: unknown, language: Language): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number') return value.toLocaleString(language);
  if (Array.isArray(value)) return value.map((item) => phrase(item, language)).join(', ');
  if (!isRecord(value)) return typeof value === 'string' ? value : JSON.stringify(value);
  if (typeof value[language] === 'string') return value[language];
  return Object.entries(value)
    .map(([key, inner]) => `${key} ${phrase(inner, language)}`)
    .join(' · ');
}

/** What a context tells of a run, whatever its shape: one `name value` pair per line, names dotted, long lists cut. */
export function detailLines(details: Readonly<Record<string, unknown>>, language: Language, path = ''): string[][] {
  return Object.entries(details).flatMap(([key, value]) => {
    if (Array.isArray(value) && value.length === 0) return [];
    const name = path ? `${path}.${key}` : key;
    if (Array.isArray(value)) return listLines(name, value, language);
    if (!isRecord(value) || typeof value[language] === 'string') return [[name, phrase(value, language)]];
    return detailLines(value, language, name);
  });
}

function listLines(name: string, items: readonly unknown[], language: Language): string[][] {
  const shown = items.slice(0, MOST_ITEMS);
  const more = items.length > shown.length ? [`… ${items.length - shown.length}`] : [];
  if (!items.some(isRecord)) return [[name, [...shown.map((item) => phrase(item, language)), ...more].join(', ')]];
  return [...shown.map((item) => phrase(item, language)), ...more].map((line, i) => [i === 0 ? name : '', line]);
}
