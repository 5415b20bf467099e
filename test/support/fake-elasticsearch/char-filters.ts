import { type Json, listOf, textOf } from './json';

/** A text after some changes, and where each of its characters stood before them. */
export interface Tracked {
  readonly text: string;
  /** One more than there are characters: the last is the end. */
  readonly offsets: readonly number[];
}

export type CharFilter = (tracked: Tracked) => Tracked;

export const untouched = (text: string): Tracked => ({
  text,
  offsets: Array.from({ length: text.length + 1 }, (_, at) => at),
});

function replaced({ text, offsets }: Tracked, pattern: RegExp, replacement: (found: string) => string): Tracked {
  let made = '';
  const at: number[] = [];
  let from = 0;
  const keep = (to: number): void => {
    made += text.slice(from, to);
    at.push(...offsets.slice(from, to));
  };
  for (const match of text.matchAll(pattern)) {
    keep(match.index);
    const put = replacement(match[0]);
    made += put;
    at.push(...Array.from(put, () => offsets[match.index] ?? 0));
    from = match.index + match[0].length;
  }
  keep(text.length);
  return { text: made, offsets: [...at, offsets.at(-1) ?? 0] };
}

const unescaped = (text: string): string =>
  text.replace(/\\u([0-9a-f]{4})/giu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);

export const CHAR_FILTERS: Readonly<Record<string, (options: Json) => CharFilter>> = {
  pattern_replace: ({ pattern, replacement = '' }) => {
    const found = new RegExp(textOf(pattern), 'gu');
    return (tracked) => replaced(tracked, found, () => textOf(replacement));
  },
  mapping: ({ mappings }) => {
    const pairs = new Map(
      listOf(mappings).map((line) => {
        const [from = '', to = ''] = textOf(line).split('=>');
        return [unescaped(from.trim()), unescaped(to.trim())] as const;
      }),
    );
    const found = new RegExp([...pairs.keys()].map(literal).join('|'), 'gu');
    return (tracked) => replaced(tracked, found, (one) => pairs.get(one) ?? '');
  },
};
