import { type JsonMembers, jsonPlain, jsonQuoted } from '@hexagone/platform';

const orNull = (json: string): string => `coalesce(${json}, 'null')`;
const number = (sql: string): string => orNull(jsonPlain(`trim_scale(${sql})`));
const whole = (sql: string): string => orNull(jsonPlain(sql));
const text = (sql: string): string => orNull(jsonQuoted(sql));

/** Members of an item, a row of `game` called `g`. */
export const GAME_MEMBERS: JsonMembers = {
  id: jsonPlain('g.id'),
  name: jsonQuoted('g.name'),
  kind: jsonQuoted('g.kind'),
  first_release_date: text('g.first_release_date'),
  first_release_year: whole('g.first_release_year'),
  first_release_precision: text('g.first_release_precision'),
  platforms: jsonQuoted('g.platforms'),
  genres: jsonQuoted('g.genres'),
  developers: jsonQuoted('g.developers'),
  publishers: jsonQuoted('g.publishers'),
  rating: number('g.rating'),
  rating_count: whole('g.rating_count'),
  critic_rating: number('g.critic_rating'),
  sales_million: number('g.sales_million'),
  cover: text('g.cover'),
  sources: jsonQuoted('g.sources'),
  synthetic: jsonPlain('g.synthetic'),
};
