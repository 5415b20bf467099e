import { GAME_KINDS, type GameKind } from '../record/game-kind';
import type { GameSourceKey } from '../record/sources';
import type { MemberRole } from '../matching/match-record';
import { titleFeatures } from '../title/title-key';
import { companyName, countryOf, type SampleGame, websiteOf } from './sample-game';
import type { SamplePlatform } from './sample-platforms';

interface RecordOf<Source extends GameSourceKey, Body> {
  readonly source: Source;
  readonly sourceKey: string;
  readonly role: MemberRole;
  /** In the source's own shape: JSON, cells of a CSV file, what the tables hold. */
  readonly body: Body;
}

type Cells = Readonly<Record<string, unknown>>;

/** A game of the relational source. */
export interface SqlGame {
  readonly id: number;
  readonly title: string;
  readonly cover: string;
  readonly rating: number;
  readonly ratingCount: number;
  readonly ratingOpencritic: number;
  /** `YYYY-MM-DD HH:MM:SS`, without zone. */
  readonly releaseDate: string;
  readonly platforms: readonly SamplePlatform[];
  readonly genres: readonly number[];
  readonly developer: number;
  readonly publisher: number;
}

/** A record of one source, and what it truly is. */
export type SampleRecord =
  RecordOf<'igdb' | 'sales' | 'opencritic' | 'elasticsearch', Cells> | RecordOf<'sql', SqlGame>;

const DAY_S = 86_400;
const seconds = (day: string): number => Date.parse(day) / 1000;

export interface IgdbWish {
  readonly title?: string;
  readonly alternative?: { readonly name: string; readonly comment: string };
  readonly kind?: GameKind;
  readonly parent?: number;
  readonly versionOf?: number;
  readonly versionTitle?: string;
  /** No date at all. */
  readonly undated?: boolean;
  readonly role?: MemberRole;
  readonly id?: number;
}

/** Greater than any that IGDB gave: an invented record never meets a real one. An integer of SQL all the same. */
const FIRST_ID = 1_000_000_000;

/** Ids of two games never meet: a game has up to ten. */
export const igdbId = (game: SampleGame, nth = 0): number => FIRST_ID + game.number * 10 + nth;

const releaseDates = ({ date, platforms }: SampleGame): readonly object[] =>
  platforms.map(({ igdb }, i) => ({
    date: seconds(date) + i * 7 * DAY_S,
    y: Number(date.slice(0, 4)),
    m: Number(date.slice(5, 7)),
    date_format: 0,
    platform: igdb,
  }));

/** Numbers of companies, each once, and what they did. */
export const companiesOf = ({
  developer,
  publisher,
}: Pick<SampleGame, 'developer' | 'publisher'>): readonly {
  number: number;
  developer: boolean;
  publisher: boolean;
}[] =>
  [...new Set([developer, publisher])].map((number) => ({
    number,
    developer: number === developer,
    publisher: number === publisher,
  }));

const involved = (game: SampleGame): readonly object[] =>
  companiesOf(game).map(({ number, developer, publisher }) => ({
    ...{ developer, publisher },
    company: {
      ...{ id: number + 1, name: companyName(number), country: Number(countryOf(number)) },
      websites: [{ url: websiteOf(number) }],
    },
  }));

export function igdb(game: SampleGame, wish: IgdbWish = {}): SampleRecord {
  const id = wish.id ?? igdbId(game);
  const { archetype, title, date } = game;
  const body = {
    id,
    name: wish.title ?? title,
    ...(wish.alternative && { alternative_names: [wish.alternative] }),
    cover: { image_id: `sample${String(id)}` },
    ...{ rating: game.userRating, rating_count: game.votes },
    ...{ aggregated_rating: game.criticRating, aggregated_rating_count: 3 },
    ...(wish.undated !== true && { first_release_date: seconds(date), release_dates: releaseDates(game) }),
    genres: archetype.genres,
    keywords: archetype.keywords.map((name) => ({ name })),
    platforms: game.platforms.map((one) => ({ id: one.igdb, name: one.name })),
    involved_companies: involved(game),
    summary: archetype.summary,
    url: `https://games.example/games/${String(id)}`,
    game_type: GAME_KINDS.indexOf(wish.kind ?? 'game'),
    ...(wish.parent !== undefined && { parent_game: wish.parent }),
    ...(wish.versionOf !== undefined && { version_parent: wish.versionOf, version_title: wish.versionTitle }),
    updated_at: seconds(date) + 30 * DAY_S,
  };
  return { source: 'igdb', sourceKey: String(id), role: wish.role ?? 'main', body };
}

export interface SalesWish {
  readonly title?: string;
  /** Years later than the game. */
  readonly later?: number;
  readonly undated?: boolean;
  readonly platform?: SamplePlatform;
  readonly role?: MemberRole;
}

/** Hundredths of a million, as text. */
const million = (hundredths: number): string => (hundredths / 100).toFixed(2);

export function sales(game: SampleGame, wish: SalesWish = {}): SampleRecord {
  const platform = wish.platform ?? game.platforms.find(({ code }) => code !== null);
  const [name, code] = [wish.title ?? game.title, platform?.code ?? 'PC'];
  const year = wish.undated === true ? 'N/A' : String(game.year + (wish.later ?? 0));
  const { copies } = game;
  const [na, eu, jp, other] = [copies, Math.floor(copies / 2), Math.floor(copies / 4), Math.floor(copies / 10)];
  const body = {
    ...{ Name: name, Platform: code, Year: year, Genre: game.archetype.salesGenre },
    Publisher: companyName(game.publisher),
    ...{ NA_Sales: million(na), EU_Sales: million(eu), JP_Sales: million(jp), Other_Sales: million(other) },
    Global_Sales: million(na + eu + jp + other),
  };
  return {
    source: 'sales',
    sourceKey: `${name}|${code}|${year.replace('N/A', '')}|1`,
    role: wish.role ?? 'main',
    body,
  };
}

export const opencritic = (game: SampleGame): SampleRecord => ({
  source: 'opencritic',
  sourceKey: titleFeatures(game.title).key,
  role: 'main',
  body: { name: game.title, rating: String(game.criticRating) },
});

export interface SqlWish {
  /** A day and a rating of its own, in contradiction to others. */
  readonly contradicts?: boolean;
  /** Written by a loader east of Greenwich: the evening before. */
  readonly localMidnight?: boolean;
}

/** A game of the relational source; its id is IGDB's. */
export function sql(game: SampleGame, { contradicts = false, localMidnight = false }: SqlWish = {}): SampleRecord {
  const id = igdbId(game);
  const day = seconds(game.date) + (contradicts ? 40 * DAY_S : 0) - (localMidnight ? 3_600 : 0);
  const body = {
    ...{ id, title: game.title, summary: game.archetype.summary, cover: `sample${String(id)}` },
    rating: Math.floor(game.userRating) - (contradicts ? 9 : 0),
    ratingCount: game.votes,
    ratingOpencritic: game.criticRating,
    releaseDate: new Date(day * 1000).toISOString().slice(0, 19).replace('T', ' '),
    ...{
      platforms: game.platforms,
      genres: game.archetype.genres,
      developer: game.developer,
      publisher: game.publisher,
    },
  };
  return { source: 'sql', sourceKey: `vestimlib:${String(id)}`, role: 'main', body };
}

/** A text of the document store; its id is IGDB's. */
export function elasticsearch(game: SampleGame, { untitled = false } = {}): SampleRecord {
  const id = String(igdbId(game));
  const { summary, keywords } = game.archetype;
  const body = {
    ...(!untitled && { title: game.title }),
    summary,
    storyline: `It begins in ${game.title.split(': ')[1] ?? 'a quiet town'}, where nobody has heard the bell for years. ${summary}`,
    keywords: keywords.join(', '),
  };
  return { source: 'elasticsearch', sourceKey: `games:${id}`, role: 'main', body };
}
