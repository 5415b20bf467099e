const KNOWN = [
  'game of the year',
  'goty',
  'deluxe',
  'ultimate',
  'definitive',
  'complete',
  'enhanced',
  'special',
  'gold',
  'platinum',
  'standard',
  '(?:\\d+(?:st|nd|rd|th) )?anniversary',
  'collectors',
  'limited',
  'premium',
  'legendary',
  'royal',
  'directors cut',
  'international',
  'extended',
  'expanded',
  'digital',
  'day one',
  'launch',
].join('|');

const EDITION = new RegExp(
  `(?:^|(?<= ))(?:(?:${KNOWN})(?: (?:${KNOWN}))* edition|goty|game of the year|directors cut)$`,
  'u',
);

const VARIANT = /(?:^|(?<= ))(remake|remaster|remastered|hd|redux)$/u;

export interface Ending {
  /** What stands before it, trimmed. */
  readonly before: string;
  readonly edition: string | null;
  readonly variant: 'remake' | 'remaster' | null;
}

/** The known edition or variant that words of a title end with; an unknown one (`2nd edition`) is part of the name. */
export function endingOf(words: string): Ending | null {
  const found = EDITION.exec(words) ?? VARIANT.exec(words);
  if (!found) return null;
  const before = words.slice(0, found.index).trim();
  if (VARIANT.test(found[0])) return { before, edition: null, variant: found[0] === 'remake' ? 'remake' : 'remaster' };
  return { before, edition: found[0].replace(/ edition$/u, ''), variant: null };
}

/** The edition that these words are, and nothing else. */
export function editionOf(words: string): string | null {
  const ending = endingOf(words);
  return ending?.before === '' ? ending.edition : null;
}

/** The variant that these words are, and nothing else. */
export function variantOf(words: string): 'remake' | 'remaster' | null {
  if (words === 'remake') return 'remake';
  return /^(?:(?:hd )?remaster(?:ed)?|hd)$/u.test(words) ? 'remaster' : null;
}
