import { endingOf } from './editions';
import { fold, wordsOf } from './fold';
import { numbered } from './numerals';
import { type Remarks, remarksOf } from './remarks';
import type { TitleFeatures } from './title-features';

const ARTICLE_BEHIND = /^(.*), (the|an|a|les|le|la)\s*$/su;

const ARTICLES = new Set(['the', 'a', 'an', 'le', 'la', 'les']);

const segmentsOf = (title: string): string[] =>
  title
    .split(/:| [-–—] |\/\/| \/ /u)
    .map((segment) => wordsOf(segment.replace(ARTICLE_BEHIND, '$2 $1')).join(' '))
    .filter((segment) => segment !== '');

type Taken = Pick<TitleFeatures, 'variant' | 'edition'> & { readonly segments: readonly string[] };

/** Known editions and variants leave the ends of segments, the last segment first, as long as a name is left. */
function withoutEndings(all: readonly string[], remarks: Remarks): Taken {
  const segments = [...all];
  const editions: string[] = [];
  let { variant } = remarks;
  for (let at = segments.length - 1; at >= 0; at -= 1) {
    let ending = endingOf(segments[at] ?? '');
    while (ending && (ending.before !== '' || segments.some((other, index) => index !== at && other !== ''))) {
      segments[at] = ending.before;
      variant ??= ending.variant;
      if (ending.edition !== null) editions.unshift(ending.edition);
      ending = endingOf(ending.before);
    }
  }
  const edition = [...editions, ...remarks.editions].join(' ');
  return { segments, variant, edition: edition === '' ? null : edition };
}

const withoutArticle = (segment: string): string[] => {
  const words = segment === '' ? [] : segment.split(' ');
  return words.length > 1 && ARTICLES.has(words[0] ?? '') ? words.slice(1) : words;
};

/**
 * What a title says: the name of the game as a key, and everything beside it. Each step works on what the one before it
 * left, so their order is part of the rule.
 */
export function titleFeatures(title: string): TitleFeatures {
  const { rest, remarks } = remarksOf(fold(title));
  const { segments, variant, edition } = withoutEndings(segmentsOf(rest), remarks);
  const { tokens, roman } = numbered(segments.map(withoutArticle));
  const key = tokens.join(' ');
  const numbers = (key.match(/\p{Nd}+/gu) ?? []).map((run) => run.replace(/^0+(?=.)/u, ''));
  return {
    key,
    numbers,
    numeralForm: numbers.length === 0 ? '' : roman ? 'roman' : 'arabic',
    variant,
    edition,
    qualifier: remarks.qualifier,
    titleYear: remarks.year,
    composite: isComposite(rest),
    notes: remarks.notes,
  };
}

/** A word on each side of a slash: two names in one. */
function isComposite(title: string): boolean {
  const sides = title.split('/');
  return sides.some(
    (side, i) => /\p{L}{3}$/u.test(side.trimEnd()) && /^\p{L}{3}/u.test((sides[i + 1] ?? '').trimStart()),
  );
}
