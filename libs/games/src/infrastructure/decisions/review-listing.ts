import {
  choiceField,
  type FieldTable,
  idField,
  instantField,
  jsonArray,
  jsonInstant,
  type JsonMembers,
  jsonObject,
  jsonPlain,
  jsonQuoted,
  type Listing,
  type ListWords,
  numberField,
} from '@hexagone/platform';
import { REVIEW_STATES } from '../../application/decisions/game-decisions';
import { REVIEW_REASONS } from '../../domain/matching/match-record';

const orNull = (json: string): string => `coalesce(${json}, 'null')`;

/** A record as one must see it to tell what game it is. */
const RECORD = jsonObject({
  source: jsonQuoted('r.source'),
  source_key: jsonQuoted('r.source_key'),
  title: jsonQuoted('r.title'),
  kind: jsonQuoted('r.kind'),
  year: orNull(jsonPlain('coalesce(r.title_year, r.first_year)')),
  platforms: jsonArray(
    `SELECT DISTINCT coalesce(p ->> 'slug', p ->> 'name') AS word FROM jsonb_array_elements(r.facts -> 'platforms') p ORDER BY word`,
  ),
  companies: jsonArray(
    `SELECT DISTINCT c ->> 'name' AS word FROM jsonb_array_elements(r.facts -> 'companies') c ORDER BY word`,
  ),
  url: orNull(jsonQuoted('r.url')),
  withdrawn: jsonPlain('(r.withdrawn_at IS NOT NULL)'),
  game_id: orNull(
    `(SELECT m.game_id::text FROM game_member m JOIN game g ON g.id = m.game_id AND g.state = 'live' WHERE m.record_id = r.id)`,
  ),
});

const record = (id: string): string => `(SELECT ${RECORD} FROM game_record r WHERE r.id = ${id})`;

/** Games in which one of both records is. */
const OF_GAME = 'game_member m WHERE m.record_id IN (v.record_id, v.candidate_id)';

const evidence = (name: string): string => `(v.evidence -> '${name}')`;

const words = (name: string, told = 'w'): string =>
  jsonArray(
    `SELECT ${told} FROM jsonb_array_elements_text(${evidence(name)}) WITH ORDINALITY AS said (w, n) ORDER BY n`,
  );

const EVIDENCE = jsonObject({
  similarity: orNull(jsonPlain(evidence('similarity'))),
  year_gap: orNull(jsonPlain(evidence('yearGap'))),
  shared_platforms: words('sharedFamilies'),
  // Matching compares keys; a slug is the key with hyphens.
  shared_companies: words('sharedCompanies', `replace(w, ' ', '-')`),
  vetoes: words('vetoes'),
});

const GAME = jsonObject({
  id: jsonPlain('g.id'),
  name: jsonQuoted('g.name'),
  year: orNull(jsonPlain('g.first_release_year')),
});

const GAMES = `(SELECT concat('[', string_agg(${GAME}, ',' ORDER BY g.id), ']') FROM game g
  WHERE g.state = 'live' AND g.id IN (SELECT m.game_id FROM ${OF_GAME}))`;

/** Members of a review, a row of `game_review` called `v`. */
export const REVIEW_MEMBERS: JsonMembers = {
  id: jsonPlain('v.id'),
  state: jsonQuoted('v.state'),
  reason: jsonQuoted('v.reason'),
  confidence: jsonPlain('v.confidence'),
  record: record('v.record_id'),
  candidate: orNull(record('v.candidate_id')),
  evidence: EVIDENCE,
  games: GAMES,
  opened_at: jsonInstant('v.opened_at'),
  settled_at: orNull(jsonInstant('v.settled_at')),
  settled_reason: orNull(jsonQuoted('v.settled_reason')),
};

/** What reviews are filtered and sorted by. Confidence is compared as it is stored: 0.85 is 0.85. */
const REVIEW_FIELDS: FieldTable = {
  id: idField('v.id', { always: true }),
  state: choiceField('v.state', REVIEW_STATES, { always: true }),
  reason: choiceField('v.reason', REVIEW_REASONS, { always: true }),
  confidence: { ...numberField('v.confidence', { always: true }), cast: 'real' },
  game: idField('m.game_id', { among: OF_GAME, sortable: false }),
  opened_at: instantField('v.opened_at', { always: true }),
};

export const REVIEW_WORDS: ListWords = { table: REVIEW_FIELDS, members: Object.keys(REVIEW_MEMBERS) };

export const REVIEWS: Listing = {
  resource: 'games/review-queue',
  fileName: 'review-queue',
  table: REVIEW_FIELDS,
  sort: '-confidence',
  members: REVIEW_MEMBERS,
  source: () => ({ from: 'game_review v', where: [], id: 'v.id' }),
};
