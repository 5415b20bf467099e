import type { GameKind } from '../record/game-kind';
import type { GameText } from '../record/game-record';
import { bySource, type Candidate, candidates, mainFirst, maybe } from './candidates';
import { firstReleases } from './first-release';
import type { GoldenGame, GoldenText, MemberRecord } from './golden-game';
import { criticRatings, mayWin, normalised, userRatings } from './ratings';
import { salesOf } from './sales';
import type { SurvivorshipRules } from './survivorship-rules';
import { alternativeTitles, companiesOf, releasesOf, unionOf, wordsOf } from './unions';

export interface Survival {
  readonly rules: SurvivorshipRules;
  readonly companyKey: (name: string) => string;
}

/** The same by rules that are in force in place of its own; null: none are. */
export const ruledBy = (survival: Survival, rules: SurvivorshipRules | null): Survival =>
  rules ? { ...survival, rules } : survival;

/** Titles by their source's order; an untitled record names nothing. */
export const titles = (members: readonly MemberRecord[], { name }: SurvivorshipRules): readonly Candidate<string>[] =>
  candidates(members, ({ facts }) => maybe(facts.title || null), mainFirst(name));

export const kinds = (members: readonly MemberRecord[], { kind }: SurvivorshipRules): readonly Candidate<GameKind>[] =>
  candidates(members, ({ facts }) => [facts.kind], mainFirst(kind));

export const covers = (members: readonly MemberRecord[], { cover }: SurvivorshipRules): readonly Candidate<string>[] =>
  candidates(members, ({ facts }) => maybe(facts.cover), mainFirst(cover));

/** Texts of one kind, in any language; the best first. */
export const textsOf = (
  members: readonly MemberRecord[],
  kind: GameText['kind'],
  { texts: { order } }: SurvivorshipRules,
): readonly Candidate<GameText>[] =>
  candidates(members, ({ facts }) => facts.texts.filter((said) => said.kind === kind), bySource(order));

/** Whether a text is long enough to say something; blanks beyond one say nothing. */
export const saysEnough =
  ({ texts: { leastCharacters } }: SurvivorshipRules) =>
  ({ value }: Candidate<GameText>): boolean =>
    value.text.replace(/\s+/g, ' ').trim().length >= leastCharacters;

function textOf(said: readonly Candidate<GameText>[]): GoldenText | null {
  const best = (language: GameText['language']): string | null =>
    said.find(({ value }) => value.language === language)?.value.text ?? null;
  return said.length > 0 ? { en: best('en'), fr: best('fr') } : null;
}

/** The golden game of these records, at least one; the same for any order of them. */
export function survive(members: readonly MemberRecord[], { rules, companyKey }: Survival): GoldenGame {
  const name = titles(members, rules)[0]?.value ?? '';
  return {
    name,
    kind: kinds(members, rules)[0]?.value ?? 'game',
    firstRelease: firstReleases(members, rules)[0]?.value ?? null,
    cover: covers(members, rules)[0]?.value ?? null,
    ...mappedWords(members),
    ...roles(companiesOf(members, rules, companyKey)),
    ...ratingsTold(members, rules),
    ...salesOf(members),
    alternativeTitles: alternativeTitles(members, name),
    themes: wordsOf(members, ({ facts }) => facts.themes),
    keywords: wordsOf(members, ({ facts }) => facts.keywords),
    releases: releasesOf(members, rules),
    summary: textOf(textsOf(members, 'summary', rules).filter(saysEnough(rules))),
    storyline: textOf(textsOf(members, 'storyline', rules).filter(saysEnough(rules))),
    sources: [...new Set(members.map(({ source }) => source))].sort(),
    synthetic: members.every(({ synthetic }) => synthetic),
  };
}

function mappedWords(members: readonly MemberRecord[]): Pick<GoldenGame, 'platforms' | 'genres' | 'unmapped'> {
  const platforms = unionOf(members.flatMap(({ facts }) => [...facts.platforms]));
  const genres = unionOf(members.flatMap(({ facts }) => [...facts.genres]));
  return { platforms: platforms.slugs, genres: genres.slugs, unmapped: [...platforms.unmapped, ...genres.unmapped] };
}

const roles = (companies: GoldenGame['companies']): Pick<GoldenGame, 'companies' | 'developers' | 'publishers'> => ({
  companies,
  developers: companies.filter(({ developer }) => developer).map(({ slug }) => slug),
  publishers: companies.filter(({ publisher }) => publisher).map(({ slug }) => slug),
});

function ratingsTold(
  members: readonly MemberRecord[],
  rules: SurvivorshipRules,
): Pick<GoldenGame, 'rating' | 'ratingCount' | 'criticRating' | 'ratings'> {
  const [users, critics] = [userRatings(members, rules), criticRatings(members, rules)];
  const rating = users.find(mayWin)?.value;
  const critic = critics.find(mayWin)?.value;
  return {
    rating: rating ? normalised(rating) : null,
    ratingCount: rating?.count ?? null,
    criticRating: critic ? normalised(critic) : null,
    ratings: [...users, ...critics].map(({ value, member }) => ({ ...value, source: member.source })),
  };
}
