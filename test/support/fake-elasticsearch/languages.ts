const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Parts of the lists that the server has. */
export const STOP_WORDS: Readonly<Record<string, Iterable<string>>> = {
  _english_: words(
    'a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with',
  ),
  _french_: words(
    'au aux avec ce ces dans de des du elle en et eux il ils je la le les leur lui ma mais me même mes moi mon ne nos notre nous on ou par pas pour qu que qui sa se ses son sur ta te tes toi ton tu un une vos votre vous été étée c d j l à m n s t y',
  ),
};

const english = (term: string): string =>
  term
    .replace(/['’]s$/u, '')
    .replace(/ies$/u, 'y')
    .replace(/(?<=[^aeious]{1}|[aeiou]{2}|[aeiou][^aeious])s$/u, '')
    .replace(/(?<=[aeiouy].*)(?:ing|ed)$/u, '')
    .replace(/(?<=[aeiouy].*)e$/u, '');

const french = (term: string): string =>
  term.length < 4
    ? term
    : term
        .replace(/aux$/u, 'al')
        .replace(/[sx]$/u, '')
        .replace(/[eé]+$/u, '');

/** Rough, and the same for what is asked and what is stored. */
export const STEMMERS: Readonly<Record<string, (term: string) => string>> = {
  ...{ english, porter2: english, light_english: english, minimal_english: english },
  ...{ french, light_french: french, minimal_french: french },
};
