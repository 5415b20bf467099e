import { editionOf, variantOf } from './editions';
import { wordsOf } from './fold';
import type { TitleNote } from './title-features';

/** What stands in brackets behind the name of a game. */
export interface Remarks {
  readonly year: number | null;
  readonly notes: readonly TitleNote[];
  readonly variant: 'remake' | 'remaster' | null;
  readonly editions: readonly string[];
  readonly qualifier: string | null;
}

const NOTES: readonly (readonly [TitleNote, RegExp])[] = [
  ['sales', /(?:^| )sales$/u],
  ['version', /(?:^| )versions?$/u],
  ['region', /^(?:jp|japan|us|usa|na|north america|pal|eu|europe)$/u],
];

type Reading = { -readonly [part in keyof Remarks]: Remarks[part] };

function read(remarks: Reading, words: string): void {
  const note = NOTES.find(([, pattern]) => pattern.test(words))?.[0];
  const [variant, edition] = [variantOf(words), editionOf(words)];
  if (/^(?:19|20)\d\d$/u.test(words)) remarks.year ??= Number(words);
  else if (note) remarks.notes = [...new Set([...remarks.notes, note])];
  else if (variant) remarks.variant ??= variant;
  else if (edition !== null) remarks.editions = [...remarks.editions, edition];
  else if (words !== '') remarks.qualifier = remarks.qualifier === null ? words : `${remarks.qualifier} ${words}`;
}

/** Takes each `(…)` out of a folded title. */
export function remarksOf(folded: string): { readonly rest: string; readonly remarks: Remarks } {
  const remarks: Reading = { year: null, notes: [], variant: null, editions: [], qualifier: null };
  const rest = folded.replace(/\(([^()]*)\)/gu, (_, inside: string) => {
    read(remarks, wordsOf(inside).join(' '));
    return ' ';
  });
  return { rest, remarks };
}
