const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd' };

/**
 * Marks of trade go before the decomposition, which would turn ™ into letters; so does ´, which it would turn into a
 * blank. What it leaves of accents goes after it.
 */
export const fold = (title: string): string =>
  title
    .replace(/[™®©℠´]/gu, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđ]/gu, (letter) => LETTERS[letter] ?? letter)
    .replace(/[’'ʼ`′]/gu, '')
    .replaceAll('&', ' and ')
    .replace(/[\u2010-\u2012]/gu, '-');

/** Letters and digits of any script, in words. */
export const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];
