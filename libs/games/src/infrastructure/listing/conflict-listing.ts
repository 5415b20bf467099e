import {
  choiceField,
  type FieldTable,
  idField,
  jsonObject,
  jsonPlain,
  jsonQuoted,
  type Listing,
  numberField,
  textField,
} from '@hexagone/platform';
import { COMPARED } from '../../domain/golden/comparisons';
import type { SurvivorshipRules } from '../../domain/golden/survivorship-rules';
import { GAME_SOURCES } from '../../domain/record/sources';
import { RULES_IN_FORCE } from '../catalogue/rules-in-force';

export const CONFLICT_FIELDS: FieldTable = {
  id: textField(`(l.game_id || ':' || l.field) COLLATE "C"`, { always: true, operators: [], sortable: false }),
  game: idField('l.game_id', { always: true }),
  field: choiceField('l.field', Object.keys(COMPARED), { always: true }),
  source: choiceField('l.sources', GAME_SOURCES, { elements: true, sortable: false }),
  gap: numberField('l.gap', { always: true }),
};

const EPOCH = `date '1970-01-01'`;

const orNull = (json: string): string => `coalesce(${json}, 'null')`;

/** A value of a comparison as it is told. */
const told = (value: string): string =>
  orNull(
    `CASE l.field WHEN 'first_release_date' THEN to_json(${EPOCH} + ${value}::integer)::text ELSE (${value})::text END`,
  );

/** The value that won, as comparisons write it. */
const WON = `(CASE l.field WHEN 'first_release_year' THEN g.first_release_year
  WHEN 'first_release_date' THEN g.first_release_date - ${EPOCH}
  WHEN 'rating' THEN g.rating ELSE g.critic_rating END)::double precision`;

/** The sources from the one that wins to the one that loses, for the field of `l` by the rules in force. */
const ORDER = `ARRAY(SELECT jsonb_array_elements_text(CASE l.field
    WHEN 'rating' THEN i.rules -> 'rating' WHEN 'critic_rating' THEN i.rules -> 'criticRating'
    ELSE i.rules #> '{firstRelease,order}' END)) || ARRAY['${GAME_SOURCES.join(`','`)}']`;

/** What each source says, with its place among those that win. */
const SAID = `(SELECT DISTINCT s.source, s.value, array_position(${ORDER}, s.source) AS place
  FROM game_comparison c CROSS JOIN LATERAL (VALUES (c.source_a, c.value_a), (c.source_b, c.value_b)) AS s (source, value)
  WHERE c.game_id = l.game_id AND c.field = l.field)`;

/** The first of the sources that say what won. */
const WINNER = `(SELECT s.source FROM ${SAID} s WHERE s.value = ${WON} ORDER BY s.place LIMIT 1)`;

const OTHER = jsonObject({ value: told('s.value'), source: jsonQuoted('s.source') });

const RULE = `CASE WHEN l.field IN ('first_release_year', 'first_release_date')
  THEN i.rules #>> '{firstRelease,rule}' ELSE 'source-order' END`;

const UNITS = Object.entries(COMPARED)
  .map(([field, unit]) => `WHEN '${field}' THEN '${unit}'`)
  .join(' ');

const MEMBERS = {
  game_id: jsonPlain('l.game_id'),
  name: jsonQuoted('g.name'),
  field: jsonQuoted('l.field'),
  winner: jsonObject({ value: told(WON), source: orNull(jsonQuoted(WINNER)), rule: jsonQuoted(RULE) }),
  others: `(SELECT concat('[', string_agg(${OTHER}, ',' ORDER BY s.place), ']') FROM ${SAID} s
    WHERE s.source IS DISTINCT FROM ${WINNER})`,
  gap: jsonPlain('l.gap'),
  unit: jsonQuoted(`CASE l.field ${UNITS} END`),
};

/**
 * Fields of live games of which two sources say different things; `gap` is the largest between any two. Told by these
 * rules, unless others are in force.
 */
export const conflictListing = (configured: SurvivorshipRules): Listing => ({
  resource: 'conflicts',
  fileName: 'conflicts',
  table: CONFLICT_FIELDS,
  sort: 'game,field',
  members: MEMBERS,
  source: (to) => ({
    with: `in_force AS MATERIALIZED (
        SELECT coalesce(${RULES_IN_FORCE}, ${to.add(JSON.stringify(configured))}::jsonb) AS rules),
      conflicts AS MATERIALIZED (SELECT c.game_id, c.field, max(c.gap) AS gap,
        array_agg(c.source_a) || array_agg(c.source_b) AS sources
      FROM game_comparison c WHERE c.gap > 0 GROUP BY c.game_id, c.field)`,
    from: 'conflicts l JOIN game g ON g.id = l.game_id CROSS JOIN in_force i',
    where: ["g.state = 'live'"],
    id: `(l.game_id || ':' || l.field)`,
  }),
});
