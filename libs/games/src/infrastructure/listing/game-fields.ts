import {
  CHOICE_OPERATORS,
  choiceField,
  conditionsOf,
  dayField,
  type FieldTable,
  idField,
  integerField,
  type ListedField,
  numberField,
  type SqlParameters,
  TEXT_OPERATORS,
  textField,
} from '@hexagone/platform';
import type { GameFilter } from '../../application/search/game-filter';
import { GAME_KINDS } from '../../domain/record/game-kind';
import { GAME_SOURCES } from '../../domain/record/sources';
import { fold } from '../../domain/title/fold';
import { alpha2 } from '../catalogue/country-code';

const among = (values: readonly string[], sql: string): ListedField =>
  choiceField(sql, values, { elements: true, sortable: false });

/** A slug, or the id that ResolveFilters puts it in place of. */
const slugs = (sql: string): ListedField =>
  textField(sql, {
    elements: true,
    sortable: false,
    operators: CHOICE_OPERATORS,
    read: (text) => (/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,199}$/u.test(text) ? text.toLowerCase() : undefined),
    expects: { en: 'a slug or an id', fr: 'un slug ou un identifiant' },
  });

/** Two letters; three digits stand for those of the same country. */
export const countryField = (sql: string, traits: Partial<ListedField> = {}): ListedField => ({
  ...textField(sql, { operators: CHOICE_OPERATORS, sortable: false }),
  ...traits,
  read: (text) => (/^(?:[A-Za-z]{2}|[0-9]{3})$/.test(text) ? alpha2(text.toUpperCase()) : undefined),
  expects: { en: 'a country, ISO 3166-1', fr: 'un pays, ISO 3166-1' },
});

/** Compared as the column is, so that an index on it serves. */
const decimalField = (sql: string): ListedField => ({ ...numberField(sql), cast: 'numeric' });

/** What a folded text is compared with: without accents and case. */
export const folded = (text: string): string | undefined =>
  text !== '' && text.length <= 200 ? fold(text).trim() || undefined : undefined;

/** Everything that games, rows of `game` called `g`, can be filtered and sorted by. */
export const GAME_FIELDS: FieldTable = {
  id: idField('g.id', { always: true }),
  name: textField('g.name_fold', { always: true, operators: TEXT_OPERATORS, read: folded }),
  kind: choiceField('g.kind', [...GAME_KINDS, 'all'], { always: true, sortable: false }),
  platform: slugs('g.platforms'),
  genre: slugs('g.genres'),
  company: slugs('g.companies'),
  developer: slugs('g.developers'),
  publisher: slugs('g.publishers'),
  country: countryField('g.countries', { elements: true }),
  year: integerField('g.first_release_year', { sortable: false }),
  first_release_date: dayField('g.first_release_date'),
  rating: decimalField('g.rating'),
  rating_count: integerField('g.rating_count'),
  critic_rating: decimalField('g.critic_rating'),
  sales_million: decimalField('g.sales_million'),
  source: among(GAME_SOURCES, 'g.sources'),
};

/** The same as conditions on `game g`, to be joined by AND; that the game is live is not among them. */
export const gameConditions = (filters: readonly GameFilter[], to: SqlParameters): readonly string[] =>
  conditionsOf(
    filters.map((filter) => ({ ...filter, sql: '' })),
    GAME_FIELDS,
    to,
  );
