const WORDS: Readonly<Record<string, string | undefined>> = {
  st: 'saint',
  ste: 'sainte',
  sts: 'saints',
  stes: 'saintes',
};

/** Letters that Unicode does not decompose. */
const UNDECOMPOSED: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd' };

/**
 * What remains of a name when case, accents, punctuation and the usual abbreviations no longer count:
 * `L’Haÿ-les-Roses` → `lhaylesroses`, `Châlons s/Marne` → `chalonssurmarne`, `ST ETIENNE` → `saintetienne`.
 * Twin of the SQL function `territory.search_key`: both answer the same for every name.
 */
export function searchKey(text: string): string {
  let plain = withoutMarks(text).toLowerCase();
  if (plain.includes('s/')) plain = plain.replace(/\bs\/s\b/g, 'sous').replace(/\bs\//g, 'sur ');
  const words = plain.match(/[a-z0-9]+/g) ?? [];
  return words.map((word, i) => expanded(word, i > 0 && i < words.length - 1)).join('');
}

function expanded(word: string, inner: boolean): string {
  if (!word.startsWith('s') || word.length > 4) return word;
  return word === 's' && inner ? 'sur' : (WORDS[word] ?? word);
}

function withoutMarks(text: string): string {
  if (!/[^\0-\x7f]/.test(text)) return text;
  const letters = text
    .normalize('NFD')
    .replace(/\p{Mn}+/gu, '')
    .toLowerCase();
  return letters.replace(/[œæßøłđð]/g, (letter) => UNDECOMPOSED[letter] ?? '');
}
