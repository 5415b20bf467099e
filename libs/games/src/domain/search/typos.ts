/** Edits that a word may have been mistyped by; a swap of neighbours is one. None where a digit makes it another thing. */
export function editsFor(word: string): 0 | 1 | 2 {
  if (word.length <= 2 || /\p{N}/u.test(word)) return 0;
  return word.length <= 5 ? 1 : 2;
}
