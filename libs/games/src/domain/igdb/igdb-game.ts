import type { Mappings } from '../mapping/mappings';
import { GAME_KINDS, type GameKind } from '../record/game-kind';
import type { AlternativeTitle, GameRating, GameRecord, GameText } from '../record/game-record';
import { companiesOf, webAddress } from './igdb-companies';
import { firstReleaseOf, isDated } from './igdb-dates';
import { distinct, genreOf, releasesOf } from './igdb-releases';
import { countOf, idOf, type Json, listOf, namesOf, numberOf, objectOf, textOf } from '../record/json-values';

/** Why a game of IGDB cannot be taken; the codes are messages of the dataset. */
export interface IgdbFault {
  readonly field: string;
  readonly code: 'id_malformed' | 'name_missing' | 'game_type_unknown' | 'date_malformed' | 'rating_malformed';
  readonly value?: string;
}

/** Shops whose `external_games` name one game, by `external_game_source` (formerly `category`). */
const SHOPS: Readonly<Record<number, string>> = {
  1: 'steam',
  5: 'gog',
  11: 'microsoft',
  13: 'apple',
  15: 'android',
  26: 'epic',
  28: 'oculus',
  30: 'itch',
  36: 'playstation',
};

const RATINGS = [
  ['rating', 'users'],
  ['aggregated_rating', 'critics'],
] as const;

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/** Every fault of a game; none: `igdbRecord` tells what it says. */
export function igdbFaults(game: Json): readonly IgdbFault[] {
  const faults: IgdbFault[] = [];
  const check = (field: string, code: IgdbFault['code'], good: boolean): void => {
    if (!good) faults.push({ field, code, ...valueOf(game[field]) });
  };
  check('id', 'id_malformed', idOf(game['id']) !== null);
  check('name', 'name_missing', textOf(game['name']) !== null);
  check(isAbsent(game['game_type']) ? 'category' : 'game_type', 'game_type_unknown', kindOf(game) !== undefined);
  const date = game['first_release_date'];
  check('first_release_date', 'date_malformed', isAbsent(date) || isDated(date));
  for (const [field] of RATINGS) check(field, 'rating_malformed', isAbsent(game[field]) || isRating(game[field]));
  return faults;
}

const valueOf = (value: unknown): { value?: string } =>
  isAbsent(value) ? {} : { value: JSON.stringify(value).slice(0, 200) };

function isRating(value: unknown): boolean {
  const rating = numberOf(value);
  return rating !== null && rating >= 0 && rating <= 100;
}

/** A game without type is a game; undefined: a type that nobody knows. */
function kindOf(game: Json): GameKind | undefined {
  const type = isAbsent(game['game_type']) ? game['category'] : game['game_type'];
  if (isAbsent(type)) return 'game';
  return GAME_KINDS[numberOf(typeof type === 'object' ? objectOf(type)['id'] : type) ?? -1];
}

/** What a game of IGDB (v4, and its older spellings) without faults says. */
export function igdbRecord(game: Json, mappings: Mappings): GameRecord {
  const title = textOf(game['name']) ?? '';
  const kind = kindOf(game) ?? 'game';
  const image = textOf(objectOf(game['cover'])['image_id']);
  return {
    title,
    alternativeTitles: alternativesOf(game, title),
    kind,
    externalIds: externalIdsOf(game),
    editionOf: keyOf(game['version_parent']),
    portOf: kind === 'port' ? keyOf(game['parent_game']) : null,
    variant: kind === 'remake' || kind === 'remaster' ? kind : null,
    firstRelease: firstReleaseOf(game),
    ...releasesOf(game, mappings),
    genres: listOf(game['genres']).flatMap((genre) => genreOf(genre, mappings) ?? []),
    themes: namesOf(game['themes']),
    keywords: namesOf(game['keywords']),
    companies: companiesOf(game),
    ratings: ratingsOf(game),
    texts: textsOf(game),
    cover: image && `https://images.igdb.com/igdb/image/upload/t_cover_big/${encodeURIComponent(image)}.jpg`,
    url: webAddress(game['url']),
    sales: null,
  };
}

function keyOf(reference: unknown): string | null {
  const id = idOf(reference);
  return id === null ? null : String(id);
}

function alternativesOf(game: Json, title: string): readonly AlternativeTitle[] {
  const titles = listOf(game['alternative_names']).flatMap((item): AlternativeTitle[] => {
    const { name, comment } = objectOf(item);
    const text = textOf(name);
    return text === null || text === title ? [] : [{ name: text, comment: textOf(comment) }];
  });
  return distinct(titles, ({ name }) => name);
}

function externalIdsOf(game: Json): readonly string[] {
  const ids = listOf(game['external_games']).flatMap((item) => {
    const { uid, external_game_source: source, category } = objectOf(item);
    const shop = SHOPS[idOf(source) ?? idOf(category) ?? 0];
    const id = textOf(typeof uid === 'number' ? String(uid) : uid);
    return shop !== undefined && id !== null ? [`${shop}:${id}`] : [];
  });
  return [`igdb:${keyOf(game['id']) ?? ''}`, ...new Set(ids)];
}

/** A rating that nobody gave is kept with count 0: it never wins. */
const ratingsOf = (game: Json): readonly GameRating[] =>
  RATINGS.flatMap(([field, kind]) => {
    const value = numberOf(game[field]);
    const count = countOf(game[`${field}_count`]);
    return value === null ? [] : [{ kind, value, scale: 100, count }];
  });

const textsOf = (game: Json): readonly GameText[] =>
  (['summary', 'storyline'] as const).flatMap((kind) => {
    const text = typeof game[kind] === 'string' ? game[kind].trim() : '';
    return text === '' ? [] : [{ kind, language: 'en' as const, text }];
  });
