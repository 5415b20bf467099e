const ROMAN = 'i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx'.split(' ');

const SPELT = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');

const SHORT: Readonly<Record<string, string>> = { pt: 'part', ep: 'episode', vol: 'volume' };

const COUNTED = new Set(['part', 'episode', 'chapter', 'volume', 'act', 'season', 'book', 'phase']);

const LONE = new Set(['i', 'v', 'x']);

export interface Numbered {
  readonly tokens: readonly string[];
  readonly roman: boolean;
}

/** A roman numeral of two letters counts anywhere but in front; `i`, `v` and `x` only where they end a segment. */
const romanAt = (segment: readonly string[], at: number): number => {
  const word = segment[at] ?? '';
  return LONE.has(word) && at < segment.length - 1 ? 0 : ROMAN.indexOf(word) + 1;
};

/** Tokens of a title with its numbers in digits. */
export function numbered(segments: readonly (readonly string[])[]): Numbered {
  const tokens: string[] = [];
  let roman = false;
  for (const segment of segments)
    for (const [at, word] of segment.entries()) {
      const value = tokens.length === 0 ? 0 : romanAt(segment, at);
      const spelt = COUNTED.has(tokens.at(-1) ?? '') ? SPELT.indexOf(word) + 1 : 0;
      roman ||= value > 0;
      tokens.push(value > 0 || spelt > 0 ? String(value || spelt) : (SHORT[word] ?? word));
    }
  return { tokens, roman };
}
