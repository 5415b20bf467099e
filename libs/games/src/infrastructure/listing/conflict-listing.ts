import {
  choiceField,
  type FieldTable,
  idField,
  jsonObject,
  type JsonMembers,
  jsonPlain,
  jsonQuoted,
  type Listing,
  numberField,
  textField,
} from '@hexagone/platform';
import { COMPARED } from '../../domain/golden/comparisons';
import type { SurvivorshipRules } from '../../domain/golden/survivorship-rules';
import { GAME_SOURCES } from '../../domain/record/sources';

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

/** What each source says, with its place among those that win. */
const SAID = `(SELECT DISTINCT s.source, s.value, array_position(ARRAY['${GAME_SOURCES.join(`','`)}'], s.source) AS place
  FROM game_comparison c CROSS JOIN LATERAL (VALUES (c.source_a, c.value_a), (c.source_b, c.value_b)) AS s (source, value)
  WHERE c.game_id = l.game_id AND c.field = l.field)`;

/** The first of the sources that say what won. */
const WINNER = `(SELECT s.source FROM ${SAID} s WHERE s.value = ${WON} ORDER BY s.place LIMIT 1)`;

const OTHER = jsonObject({ value: told('s.value'), source: jsonQuoted('s.source') });

const ruleOf = (rule: string): string =>
  `CASE WHEN l.field IN ('first_release_year', 'first_release_date') THEN '${rule}' ELSE 'source-order' END`;

const UNITS = Object.entries(COMPARED)
  .map(([field, unit]) => `WHEN '${field}' THEN '${unit}'`)
  .join(' ');

const members = ({ firstRelease: { rule } }: SurvivorshipRules): JsonMembers => ({
  game_id: jsonPlain('l.game_id'),
  name: jsonQuoted('g.name'),
  field: jsonQuoted('l.field'),
  winner: jsonObject({ value: told(WON), source: orNull(jsonQuoted(WINNER)), rule: jsonQuoted(ruleOf(rule)) }),
  others: `(SELECT concat('[', string_agg(${OTHER}, ',' ORDER BY s.place), ']') FROM ${SAID} s
    WHERE s.source IS DISTINCT FROM ${WINNER})`,
  gap: jsonPlain('l.gap'),
  unit: jsonQuoted(`CASE l.field ${UNITS} END`),
});

/** Fields of live games of which two sources say different things; `gap` is the largest between any two. */
export const conflictListing = (rules: SurvivorshipRules): Listing => ({
  resource: 'conflicts',
  fileName: 'conflicts',
  table: CONFLICT_FIELDS,
  sort: 'game,field',
  members: members(rules),
  source: () => ({
    with: `conflicts AS MATERIALIZED (SELECT c.game_id, c.field, max(c.gap) AS gap,
        array_agg(c.source_a) || array_agg(c.source_b) AS sources
      FROM game_comparison c WHERE c.gap > 0 GROUP BY c.game_id, c.field)`,
    from: 'conflicts l JOIN game g ON g.id = l.game_id',
    where: ["g.state = 'live'"],
    id: `(l.game_id || ':' || l.field)`,
  }),
});
