import type { AlternativeTitle, GameCompany, GameRelease, Mapped } from '../record/game-record';
import type { GameSourceKey } from '../record/sources';
import { bySource, type Candidate, candidates } from './candidates';
import { finestThenEarliest } from './first-release';
import type { GoldenGame, MemberRecord } from './golden-game';
import type { SurvivorshipRules } from './survivorship-rules';

const distinct = (words: readonly string[]): string[] => [...new Set(words)].sort();

/** Slugs of all members; words that the mapping lacks are kept apart. */
export function unionOf(said: readonly Mapped[]): { readonly slugs: string[]; readonly unmapped: readonly Mapped[] } {
  const unmapped = distinct(said.flatMap(({ slug, name }) => (slug === null ? [name] : [])));
  return {
    slugs: distinct(said.flatMap(({ slug }) => (slug === null ? [] : [slug]))),
    unmapped: unmapped.map((name) => ({ slug: null, name })),
  };
}

export const wordsOf = (
  members: readonly MemberRecord[],
  said: (member: MemberRecord) => readonly string[],
): readonly string[] => distinct(members.flatMap((member) => [...said(member)]));

/** Other names of the game: those that sources give, and what its other records call it. Editions have their own. */
export function alternativeTitles(members: readonly MemberRecord[], name: string): readonly AlternativeTitle[] {
  const said = members
    .filter(({ role, partial }) => role !== 'edition' && !partial)
    .flatMap(({ facts }) => [...facts.alternativeTitles, { name: facts.title, comment: null }]);
  const seen = new Set([name.toLowerCase(), '']);
  const others: AlternativeTitle[] = [];
  for (const title of said.sort((a, b) => order(a, b))) {
    const known = title.name.toLowerCase();
    if (!seen.has(known)) others.push(title);
    seen.add(known);
  }
  return others;
}

/** One that says what it is comes before the same without a comment. */
const order = (a: AlternativeTitle, b: AlternativeTitle): number => {
  const [one, other] = [`${a.name}\u0000${a.comment ?? '\uFFFF'}`, `${b.name}\u0000${b.comment ?? '\uFFFF'}`];
  return one < other ? -1 : one > other ? 1 : 0;
};

/** One release per platform: the finest date, by the first source that has it. */
export function releasesOf(members: readonly MemberRecord[], { releases }: SurvivorshipRules): GoldenGame['releases'] {
  const dated = candidates(
    members,
    ({ facts }) => facts.releases,
    (a, b) => withoutDateLast(a, b) || preciseFirst(a, b) || bySource<GameRelease>(releases, sooner)(a, b),
  );
  const won = new Map<string, GameRelease & { readonly source: GameSourceKey }>();
  for (const { value, member } of dated)
    if (!won.has(value.platform)) won.set(value.platform, { ...value, source: member.source });
  return [...won.values()].sort((a, b) => (a.platform < b.platform ? -1 : 1));
}

type Dated = Candidate<GameRelease>;

/** An edition's date says nothing of the game's own. */
const isEdition = ({ member }: Dated): number => Number(member.role === 'edition');

const withoutDateLast = (a: Dated, b: Dated): number =>
  Number(a.value.date === null) - Number(b.value.date === null) || isEdition(a) - isEdition(b);

const PRECISE = ['day', 'month', 'quarter', 'year'];

const preciseFirst = ({ value: a }: Dated, { value: b }: Dated): number =>
  PRECISE.indexOf(a.date?.precision ?? 'year') - PRECISE.indexOf(b.date?.precision ?? 'year');

const sooner = (a: GameRelease, b: GameRelease): number => (a.date && b.date ? finestThenEarliest(a.date, b.date) : 0);

type Company = GoldenGame['companies'][number];

/** Each company once, with all its roles; its name, country and website by the first source that has them. */
export function companiesOf(
  members: readonly MemberRecord[],
  { companies }: SurvivorshipRules,
  companyKey: (name: string) => string,
): readonly Company[] {
  const said = candidates(members, ({ facts }) => facts.companies, bySource<GameCompany>(companies));
  const known = new Map<string, Company>();
  for (const { value } of said) {
    const slug = companyKey(value.name).replaceAll(' ', '-');
    if (slug !== '') known.set(slug, joined(known.get(slug), { ...value, slug }));
  }
  return [...known.values()].sort((a, b) => (a.slug < b.slug ? -1 : 1));
}

const joined = (known: Company | undefined, said: Company): Company =>
  known
    ? {
        ...known,
        country: known.country ?? said.country,
        website: known.website ?? said.website,
        developer: known.developer || said.developer,
        publisher: known.publisher || said.publisher,
      }
    : said;
