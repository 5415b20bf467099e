import { choiceField, jsonPlain, jsonQuoted, type Listing, type ListWords, textField } from '@hexagone/platform';
import { NATURES, rankOf } from '../../domain/nature';

const nullable = (json: string): string => `coalesce(${json}, 'null')`;

/** As everywhere in this context: on the clock of Paris, with its offset. */
function written(instant: string): string {
  const local = `${instant} AT TIME ZONE 'Europe/Paris'`;
  const offset = `(${local}) - (${instant} AT TIME ZONE 'UTC')`;
  return `to_json(to_char(${local}, 'YYYY-MM-DD"T"HH24:MI:SS') || to_char(${offset}, '"+"HH24:MI'))::text`;
}

const ofArea = (value: string): string => `(SELECT ${value} FROM load_point p WHERE p.area_id = a.id)`;

const COUNTS = NATURES.map(
  (nature) => `'${nature}', nullif(count(*) FILTER (WHERE p.nature = ${rankOf(nature)}), 0)`,
).join(', ');

export const AREA_MEMBERS = {
  code: jsonQuoted('a.code'),
  insee_code: nullable(jsonQuoted('a.insee_code')),
  name: jsonQuoted('a.name'),
  kind: jsonQuoted('a.kind'),
  first_at: nullable(written(ofArea('min(p.at)'))),
  last_at: nullable(written(ofArea('max(p.at)'))),
  count: jsonPlain(ofArea('count(*)')),
  natures: ofArea(`json_strip_nulls(json_build_object(${COUNTS}))::text`),
  has_mix: jsonPlain('EXISTS (SELECT FROM mix_point m WHERE m.area_id = a.id)'),
};

const AREA_FIELDS: Listing['table'] = {
  id: textField('a.code', { always: true }),
  code: textField('a.code', { always: true }),
  insee_code: textField('a.insee_code'),
  name: textField('a.name', { always: true }),
  kind: choiceField('a.kind', ['country', 'region'], { always: true }),
};

export const AREA_WORDS: ListWords = { table: AREA_FIELDS, members: Object.keys(AREA_MEMBERS) };

export const ALL_AREAS: Listing = {
  resource: 'areas',
  fileName: 'areas',
  table: AREA_FIELDS,
  members: AREA_MEMBERS,
  source: () => ({ from: 'energy_area a', where: [], id: 'a.id' }),
  cache: 'public, max-age=60, stale-while-revalidate=60',
};
