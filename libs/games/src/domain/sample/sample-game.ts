import { chance } from '@hexagone/kernel';
import { type Archetype, ARCHETYPES } from './archetypes';
import { SAMPLE_PLATFORMS, type SamplePlatform } from './sample-platforms';
import { COMPANIES, COUNTRIES, NOUNS, PLACES, THINGS } from './words';

/** A game that nobody ever made; everything that sources say of it derives from this. */
export interface SampleGame {
  readonly number: number;
  readonly title: string;
  readonly frenchTitle: string;
  readonly archetype: Archetype;
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly year: number;
  /** At least one; the first has a code of sales figures where the year has one. */
  readonly platforms: readonly SamplePlatform[];
  readonly developer: number;
  readonly publisher: number;
  readonly userRating: number;
  readonly votes: number;
  readonly criticRating: number;
  /** Hundredths of a million of copies, in one region. */
  readonly copies: number;
}

const TITLES = NOUNS.length * THINGS.length * (PLACES.length + 1);
/** Has no divisor in common with the number of titles: each is taken once before any comes again. */
const STEP = 48_271;

const FIRST_YEAR = 1990;
const YEARS = 27;

/** One draw a word, each of its own series. */
const DRAWS = [
  'archetype',
  'year',
  'month',
  'day',
  'platform',
  'developer',
  'publisher',
  'rating',
  'votes',
  'critics',
  'copies',
] as const;

type Draw = (name: (typeof DRAWS)[number], upTo: number) => number;

const draws =
  (seed: number, number: number): Draw =>
  (name, upTo) =>
    Math.floor(chance(seed, DRAWS.indexOf(name), number) * upTo);

const two = (value: number): string => String(value).padStart(2, '0');

function titlesOf(seed: number, number: number): readonly [en: string, fr: string] {
  const at = (number * STEP + seed * 7919) % TITLES;
  const [noun, nom] = NOUNS[at % NOUNS.length] ?? ['', ''];
  const [thing, chose] = THINGS[Math.floor(at / NOUNS.length) % THINGS.length] ?? ['', ''];
  const place = PLACES[Math.floor(at / NOUNS.length / THINGS.length) - 1];
  const [en, fr] = [`${noun} of ${thing}`, `${nom} ${chose}`];
  return place === undefined ? [en, fr] : [`${en}: ${place}`, `${fr} : ${place}`];
}

/** Platforms of that year, those with sales figures first; from a drawn place on, so that games differ. */
function platformsOf(year: number, from: number): readonly SamplePlatform[] {
  const alive = SAMPLE_PLATFORMS.filter((one) => one.from <= year && year <= one.to);
  const turned = alive.map((_, i) => alive[(i + from) % alive.length]).flatMap((one) => (one ? [one] : []));
  return turned.slice(0, 3);
}

/** The game of that number, from 0: the same for the same seed, everywhere. `year`: in place of the drawn one. */
export function sampleGame(seed: number, number: number, year?: number): SampleGame {
  const draw = draws(seed, number);
  const [title, frenchTitle] = titlesOf(seed, number);
  const released = year ?? FIRST_YEAR + draw('year', YEARS);
  return {
    ...{ number, title, frenchTitle, year: released },
    archetype: ARCHETYPES[draw('archetype', ARCHETYPES.length)] ?? must(),
    date: `${String(released)}-${two(1 + draw('month', 11))}-${two(1 + draw('day', 28))}`,
    platforms: platformsOf(released, draw('platform', 8)),
    developer: draw('developer', COMPANIES.length),
    publisher: draw('publisher', COMPANIES.length),
    userRating: 40 + draw('rating', 5_500) / 100,
    votes: 1 + draw('votes', 2_000),
    criticRating: 40 + draw('critics', 58),
    copies: 1 + draw('copies', 200),
  };
}

const must = (): never => {
  throw new Error('A draw is below its bound');
};

export const countryOf = (company: number): string => COUNTRIES[company % COUNTRIES.length] ?? '250';
export const companyName = (company: number): string => COMPANIES[company] ?? '';
export const websiteOf = (company: number): string => `https://games.example/companies/${String(company + 1)}`;
