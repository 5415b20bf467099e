import type { GameRelease } from '../record/game-record';
import type { PartialDate } from '../record/partial-date';
import { GAME_SOURCES } from '../record/sources';
import { bySource, type Candidate, candidates, provenBy } from './candidates';
import { firstReleases } from './first-release';
import type { FieldProvenance, GoldenGame, MemberRecord } from './golden-game';
import { criticRatings, mayWin, normalised, userRatings } from './ratings';
import { covers, kinds, saysEnough, survive, type Survival, textsOf, titles } from './survivorship';
import type { SurvivorshipRules } from './survivorship-rules';

const SOURCE_ORDER = 'source-order';

/** How each field of the golden game came to its value, with everything that any member says of it. */
export function provenance(members: readonly MemberRecord[], survival: Survival): readonly FieldProvenance[] {
  const { rules } = survival;
  const golden = survive(members, survival);
  return [
    one('name', titles(members, rules)),
    one('kind', kinds(members, rules)),
    one('cover', covers(members, rules)),
    ...dates(members, rules),
    ...ratings(members, rules),
    ...texts(members, rules),
    joined('sales_million', 'sum', { members, value: golden.salesMillion, said: ({ facts }) => facts.sales }),
    ...unions(members, golden),
  ];
}

const one = (field: string, all: readonly Candidate<unknown>[]): FieldProvenance =>
  provenBy(field, SOURCE_ORDER, { all, winner: all[0], told: (value) => value });

function dates(members: readonly MemberRecord[], rules: SurvivorshipRules): readonly FieldProvenance[] {
  const all = firstReleases(members, rules);
  const { rule } = rules.firstRelease;
  const told = (field: string, value: (date: PartialDate) => unknown): FieldProvenance =>
    provenBy(field, rule, { all, winner: all[0], told: value });
  return [
    told('first_release_date', ({ date, precision }) => (precision === 'day' ? date : null)),
    told('first_release_year', ({ year }) => year),
    told('first_release_precision', ({ precision }) => precision),
  ];
}

function ratings(members: readonly MemberRecord[], rules: SurvivorshipRules): readonly FieldProvenance[] {
  const users = userRatings(members, rules);
  const critics = criticRatings(members, rules);
  return [
    provenBy('rating', SOURCE_ORDER, { all: users, winner: users.find(mayWin), told: normalised }),
    provenBy('rating_count', SOURCE_ORDER, { all: users, winner: users.find(mayWin), told: ({ count }) => count }),
    provenBy('critic_rating', SOURCE_ORDER, { all: critics, winner: critics.find(mayWin), told: normalised }),
  ];
}

const texts = (members: readonly MemberRecord[], rules: SurvivorshipRules): readonly FieldProvenance[] =>
  (['summary', 'storyline'] as const).map((kind) => {
    const all = textsOf(members, kind, rules);
    return provenBy(kind, SOURCE_ORDER, { all, winner: all.find(saysEnough(rules)), told: ({ text }) => text });
  });

interface Joined {
  readonly members: readonly MemberRecord[];
  readonly value: unknown;
  readonly said: (member: MemberRecord) => unknown;
}

const isEmpty = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);

/** A field to which every member contributes: no one of them wins. */
function joined(field: string, rule: string, { members, value, said }: Joined): FieldProvenance {
  const all = candidates(members, (member) => [said(member)].filter((one) => !isEmpty(one)), bySource(GAME_SOURCES));
  return { ...provenBy(field, rule, { all, told: (one) => one }), value };
}

const release = ({ platform, date }: GameRelease): object => ({
  platform,
  ...(date ?? { date: null, precision: null, year: null }),
});

function unions(members: readonly MemberRecord[], golden: GoldenGame): readonly FieldProvenance[] {
  const union = (field: string, value: unknown, said: Joined['said']): FieldProvenance =>
    joined(field, 'union', { members, value, said });
  return [
    union('platforms', golden.platforms, ({ facts }) => facts.platforms.map(({ slug, name }) => slug ?? name)),
    union('genres', golden.genres, ({ facts }) => facts.genres.map(({ slug, name }) => slug ?? name)),
    union('releases', golden.releases.map(release), ({ facts }) => facts.releases.map(release)),
    union('themes', golden.themes, ({ facts }) => facts.themes),
    union('keywords', golden.keywords, ({ facts }) => facts.keywords),
    union(
      'companies',
      golden.companies.map(({ slug }) => slug),
      ({ facts }) => facts.companies.map(({ name }) => name),
    ),
    union(
      'alternative_names',
      golden.alternativeTitles.map(({ name }) => name),
      ({ facts }) => facts.alternativeTitles.map(({ name }) => name),
    ),
  ];
}
