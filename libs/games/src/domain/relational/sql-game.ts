import { companiesOf, webAddress } from '../igdb/igdb-companies';
import { distinct, genreOf, platformOf } from '../igdb/igdb-releases';
import { countOf, type Json, listOf, numberOf, objectOf, textOf } from '../record/json-values';
import type { Mappings } from '../mapping/mappings';
import type { GameRating, GameRecord, GameRelease, GameText, Mapped } from '../record/game-record';
import type { PartialDate } from '../record/partial-date';
import { dayMeant } from './local-midnight';

/** A game of a database, with the rows of other tables that belong to it. */
export interface SqlGame {
  /** Of the mapping: it begins the source key. */
  readonly mapping: string;
  /** Whose ids those of games, platforms and genres are; null: the database's own. */
  readonly scheme: string | null;
  readonly id: string;
  readonly game: Json;
  readonly releases: readonly Json[];
  readonly genres: readonly Json[];
  readonly companies: readonly Json[];
  readonly texts: readonly Json[];
}

export interface SqlFault {
  readonly field: string;
  readonly code: 'id_missing' | 'name_missing' | 'date_malformed' | 'rating_malformed' | 'mapping_missing';
  readonly value?: string;
}

const RATINGS = ['rating', 'rating_opencritic'] as const;

const rowsOf = (value: unknown): readonly Json[] => listOf(value).map(objectOf);
const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/** An item of the reader, or a line of a file of the same shape. */
export const sqlGame = (item: Json): SqlGame => ({
  mapping: textOf(item['mapping']) ?? '',
  scheme: textOf(item['scheme']),
  id: textOf(item['id']) ?? '',
  game: objectOf(item['game']),
  releases: rowsOf(item['releases']),
  genres: rowsOf(item['genres']),
  companies: rowsOf(item['companies']),
  texts: rowsOf(item['texts']),
});

/** Every fault of a game; none: `sqlRecord` tells what it says. */
export function sqlFaults({ mapping, id, game, releases }: SqlGame): readonly SqlFault[] {
  const dates = [game, ...releases].map((row) => row['release_date']);
  return [
    ...(mapping === '' ? [{ field: 'mapping', code: 'mapping_missing' } as const] : []),
    ...(id === '' ? [{ field: 'id', code: 'id_missing' } as const] : []),
    ...(textOf(game['name']) === null ? [{ field: 'game', code: 'name_missing' } as const] : []),
    ...dates.filter((date) => !isAbsent(date) && !dateOf(date)).map((date) => faulty('date_malformed', date)),
    ...RATINGS.map((name) => game[name])
      .filter((rating) => !isAbsent(rating) && !isRating(rating))
      .map((rating) => faulty('rating_malformed', rating)),
  ];
}

const faulty = (code: SqlFault['code'], value: unknown): SqlFault => ({
  field: code === 'date_malformed' ? 'releases' : 'game',
  code,
  value: JSON.stringify(value).slice(0, 200),
});

function isRating(value: unknown): boolean {
  const rating = numberOf(value);
  return rating !== null && rating >= 0 && rating <= 100;
}

function dateOf(value: unknown): PartialDate | null {
  const date = typeof value === 'string' ? dayMeant(value) : undefined;
  return date === undefined ? null : { date, precision: 'day', year: Number(date.slice(0, 4)) };
}

export function sqlRecord(from: SqlGame, mappings: Mappings): GameRecord {
  const { game, scheme, id } = from;
  const { platforms, releases } = releasesOf(from, mappings);
  const dates = [game['release_date'], ...from.releases.map((row) => row['release_date'])].map(dateOf);
  return {
    title: textOf(game['name']) ?? '',
    alternativeTitles: [],
    kind: 'game',
    externalIds: scheme === null ? [] : [`${scheme}:${id}`],
    ...{ editionOf: null, portOf: null, variant: null },
    firstRelease: earliest(dates),
    ...{ releases, platforms },
    genres: genresOf(from, mappings),
    ...{ themes: [], keywords: [] },
    companies: companiesOf({ involved_companies: from.companies.map(involved) }),
    ratings: ratingsOf(game),
    texts: from.texts.flatMap((row) => gameText(row) ?? []),
    cover: coverOf(game['cover']),
    url: webAddress(game['url']),
    sales: null,
  };
}

const earliest = (dates: readonly (PartialDate | null)[]): PartialDate | null =>
  dates
    .filter((date) => date !== null)
    .sort((a, b) => (a.date ?? '').localeCompare(b.date ?? ''))
    .at(0) ?? null;

/** Ids of IGDB say what a word stands for; others say nothing. */
const named = ({ scheme }: SqlGame, row: Json, word: string): Json => ({
  name: row[word],
  ...(scheme === 'igdb' && { id: row[`${word}_id`] }),
});

function releasesOf(from: SqlGame, mappings: Mappings): { platforms: Mapped[]; releases: GameRelease[] } {
  const released = from.releases.flatMap((row) => {
    const platform = platformOf(named(from, row, 'platform'), mappings);
    return platform ? [{ platform, date: dateOf(row['release_date']) }] : [];
  });
  const wordOf = ({ slug, name }: Mapped): string => slug ?? name;
  return {
    platforms: distinct(
      released.map(({ platform }) => platform),
      wordOf,
    ),
    releases: distinct(
      released.map(({ platform, date }) => ({ platform: wordOf(platform), date })),
      (release) => JSON.stringify(release),
    ),
  };
}

const genresOf = (from: SqlGame, mappings: Mappings): readonly Mapped[] =>
  distinct(
    from.genres.flatMap((row) => genreOf(named(from, row, 'genre'), mappings) ?? []),
    ({ slug, name }) => slug ?? name,
  );

/** As IGDB would say it. */
const involved = ({ developer, publisher, name, country, website }: Json): Json => ({
  ...{ developer, publisher },
  company: { name, country, websites: [{ url: website }] },
});

/** The schema counts votes: where it counts none, there is none. Its ratings were truncated; they are kept as they are. */
function ratingsOf(game: Json): readonly GameRating[] {
  const [rating, opencritic] = RATINGS.map((name) => numberOf(game[name]));
  const count = countOf(game['rating_count']);
  return [
    ...(typeof rating === 'number' ? [{ kind: 'users', value: rating, scale: 100, count } as const] : []),
    ...(typeof opencritic === 'number'
      ? [{ kind: 'opencritic', value: opencritic, scale: 100, count: null } as const]
      : []),
  ];
}

function gameText({ kind, language, text }: Json): GameText | null {
  const words = typeof text === 'string' ? text.trim() : '';
  const known = (kind === 'summary' || kind === 'storyline') && (language === 'en' || language === 'fr');
  return known && words !== '' ? { kind, language, text: words } : null;
}

/** An address, or the name of an image of IGDB. */
function coverOf(value: unknown): string | null {
  const text = textOf(value);
  if (text !== null && /^[a-z0-9_]+$/i.test(text))
    return `https://images.igdb.com/igdb/image/upload/t_cover_big/${text}.jpg`;
  return webAddress(text);
}

/** The key of a game in the whole catalogue of this source. */
export const sqlSourceKey = ({ mapping, id }: Pick<SqlGame, 'mapping' | 'id'>): string => `${mapping}:${id}`;
