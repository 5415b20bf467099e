import { fold, wordsOf } from '../title/fold';
import { titleFeatures } from '../title/title-key';

/** One word of a query. */
export interface QueryWord {
  /** As typed, in lower case: stop words are known with their accents. */
  readonly typed: string;
  readonly folded: string;
  /** Its parts around an apostrophe (`l'épée`: `epee`); all of them are as good as the word. */
  readonly parts: readonly string[];
  /** Other ways to write it that are as good: a roman numeral in digits. */
  readonly others: readonly string[];
}

const ROMAN = 'ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xvii xviii xix xx'.split(' ');
const VALUES = [2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20];

/** Initials with dots are one word: `S.T.A.L.K.E.R.`. */
const INITIALS = /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}]\.){2,}[\p{L}\p{N}]?(?![\p{L}\p{N}])/gu;

const BETWEEN = /[^\p{L}\p{N}\p{M}’'ʼ`´′]+/u;
const APOSTROPHE = /[’'ʼ`´′]/u;

function numeralOf(word: string): readonly string[] {
  const value = VALUES[ROMAN.indexOf(word)];
  return value === undefined ? [] : [String(value)];
}

function readWord(typed: string): readonly QueryWord[] {
  const folded = wordsOf(fold(typed));
  const parts = APOSTROPHE.test(typed)
    ? typed.split(APOSTROPHE).flatMap((part) => wordsOf(fold(part)).filter((word) => word.length > 1))
    : [];
  return folded.map((word) => ({
    typed: folded.length === 1 ? typed.toLowerCase() : word,
    folded: word,
    parts: folded.length === 1 ? parts : [],
    others: numeralOf(word),
  }));
}

/** The words of a text as search compares them. */
export const queryWords = (text: string): readonly QueryWord[] =>
  text
    .replace(INITIALS, (initials) => initials.replaceAll('.', ''))
    .split(BETWEEN)
    .flatMap((typed) => (typed === '' ? [] : readWord(typed)));

/** A text as a whole name is compared: without blanks, as it is and as the key of a title. `Far Cry` is `farcry`. */
export const wholeForms = (text: string): readonly string[] =>
  [wordsOf(fold(text)).join(''), titleFeatures(text).key.replaceAll(' ', '')].filter((form) => form !== '');
