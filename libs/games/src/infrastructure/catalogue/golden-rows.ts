import { setImmediate } from 'node:timers/promises';
import type { CatalogueSession } from '../../application/catalogue-session';
import { comparisons } from '../../domain/golden/comparisons';
import type { Comparison, GoldenGame, MemberRecord } from '../../domain/golden/golden-game';
import { survive, type Survival } from '../../domain/golden/survivorship';
import type { MemberRole } from '../../domain/matching/match-record';
import { fold } from '../../domain/title/fold';
import { titleFeatures } from '../../domain/title/title-key';
import { alpha2 } from './country-code';
import { MEMBER_JSON } from './member-json';

/** A game and the records that it is made of. */
export interface GoldenTask {
  readonly id: number;
  readonly isNew: boolean;
  readonly members: readonly { readonly record: number; readonly role: MemberRole }[];
}

/** Records read at once: so few that what is made of them is forgotten young. */
const BATCH = 100;

const COLUMNS = {
  name: 'text',
  title_key: 'text',
  kind: 'text',
  first_release_date: 'date',
  first_release_precision: 'text',
  first_release_year: 'integer',
  rating: 'numeric',
  rating_count: 'integer',
  critic_rating: 'numeric',
  sales_million: 'numeric',
  cover: 'text',
  platforms: 'text[]',
  genres: 'text[]',
  developers: 'text[]',
  publishers: 'text[]',
  companies: 'text[]',
  countries: 'text[]',
  sources: 'text[]',
  detail: 'jsonb',
  synthetic: 'boolean',
  state: 'text',
} as const;

type GoldenRow = { readonly [column in keyof typeof COLUMNS]: unknown } & {
  readonly id: number;
  readonly name_fold: string;
};

const NAMES = Object.keys(COLUMNS);

const GIVEN = `jsonb_to_recordset($1::jsonb) AS n (id integer, name_fold text, ${Object.entries(COLUMNS)
  .map((column) => column.join(' '))
  .join(', ')})`;

/** All other columns are made of these. */
const MADE_OF = ['detail', 'title_key', 'countries', 'state'];

const row = (of: string): string => `(${MADE_OF.map((name) => `${of}.${name}`).join(', ')})`;

const UPDATE = `UPDATE game g SET ${NAMES.map((name) => `${name} = n.${name}`).join(', ')},
    name_fold = n.name_fold, merged_into = NULL, version = g.version + 1
  FROM ${GIVEN} WHERE g.id = n.id AND ${row('g')} IS DISTINCT FROM ${row('n')} RETURNING g.id`;

const INSERT = `INSERT INTO game (id, name_fold, ${NAMES.join(', ')})
  SELECT n.id, n.name_fold, ${NAMES.map((name) => `n.${name}`).join(', ')} FROM ${GIVEN} RETURNING id`;

/** Makes these games anew and writes those that read otherwise than before; their ids. */
export async function writeGolden(
  session: CatalogueSession,
  tasks: Iterable<GoldenTask>,
  survival: Survival,
): Promise<number[]> {
  const written: number[] = [];
  let made: readonly Made[] = [];
  for (const batch of batches(tasks)) {
    const facts = await membersOf(session, batch);
    // The server writes one batch while the next one is made.
    const [ids, next] = await Promise.all([
      writeMade(session, made),
      setImmediate().then(() => batch.map((task) => madeOf(task, facts, survival))),
    ]);
    for (const id of ids) written.push(id);
    made = next;
  }
  return [...written, ...(await writeMade(session, made))];
}

type Facts = ReadonlyMap<number, Omit<MemberRecord, 'role'>>;

interface Made {
  readonly row: GoldenRow;
  readonly isNew: boolean;
  readonly compared: readonly Comparison[];
}

async function writeMade(session: CatalogueSession, made: readonly Made[]): Promise<readonly number[]> {
  const written: number[] = [];
  for (const [sql, isNew] of [
    [UPDATE, false],
    [INSERT, true],
  ] as const) {
    const rows = made.filter((one) => one.isNew === isNew).map((one) => one.row);
    if (rows.length === 0) continue;
    const answer = await session.query<{ id: number }>(sql, [JSON.stringify(rows)]);
    for (const { id } of answer.rows) written.push(id);
  }
  await writeComparisons(session, made);
  return written;
}

function madeOf({ id, isNew, members }: GoldenTask, facts: Facts, survival: Survival): Made {
  const records = members.flatMap(({ record, role }) => {
    const found = facts.get(record);
    return found ? [{ ...found, role }] : [];
  });
  return { row: goldenRow(id, survive(records, survival)), isNew, compared: comparisons(records, survival.rules) };
}

function* batches(tasks: Iterable<GoldenTask>): Iterable<readonly GoldenTask[]> {
  let [batch, records]: [GoldenTask[], number] = [[], 0];
  for (const task of tasks) {
    batch.push(task);
    records += task.members.length;
    if (records < BATCH) continue;
    yield batch;
    [batch, records] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}

async function membersOf(session: CatalogueSession, tasks: readonly GoldenTask[]): Promise<Facts> {
  const { rows } = await session.query<{ member: Omit<MemberRecord, 'role'> }>(
    `SELECT ${MEMBER_JSON} AS member FROM game_record r WHERE r.id = ANY($1)`,
    [tasks.flatMap(({ members }) => members.map(({ record }) => record))],
  );
  return new Map(rows.map(({ member }) => [member.id, member]));
}

function goldenRow(id: number, game: GoldenGame): GoldenRow {
  const { firstRelease, companies } = game;
  const countries = new Set(companies.flatMap(({ country }) => (country === null ? [] : [alpha2(country)])));
  return {
    id,
    name: game.name,
    name_fold: fold(game.name),
    title_key: titleFeatures(game.name).key,
    kind: game.kind,
    first_release_date: firstRelease?.precision === 'day' ? firstRelease.date : null,
    first_release_precision: firstRelease?.precision ?? null,
    first_release_year: firstRelease?.year ?? null,
    rating: game.rating,
    rating_count: game.ratingCount,
    critic_rating: game.criticRating,
    sales_million: game.salesMillion,
    cover: game.cover,
    platforms: game.platforms,
    genres: game.genres,
    developers: game.developers,
    publishers: game.publishers,
    companies: companies.map(({ slug }) => slug),
    countries: [...countries].sort(),
    sources: game.sources,
    detail: game,
    synthetic: game.synthetic,
    // Records without a title tell of a game that another record must name.
    state: game.name === '' ? 'gone' : 'live',
  };
}

async function writeComparisons(session: CatalogueSession, made: readonly Made[]): Promise<void> {
  const rows = made.flatMap(({ row, compared }) =>
    compared.map(({ field, sources: [a, b], values: [one, other], gap }) => ({
      ...{ game_id: row.id, field, source_a: a, source_b: b, value_a: one, value_b: other, gap },
    })),
  );
  const known = made.filter(({ isNew }) => !isNew).map(({ row }) => row.id);
  if (known.length > 0) await session.query(COMPARED_OTHERWISE, [JSON.stringify(rows), known]);
  if (rows.length > 0) await session.query(COMPARED, [JSON.stringify(rows)]);
}

const COMPARISON = `json_to_recordset($1::json)
  AS n (game_id integer, field text, source_a text, source_b text, value_a double precision, value_b double precision,
    gap double precision)`;

const COMPARED_COLUMNS = ['game_id', 'field', 'source_a', 'source_b', 'value_a', 'value_b', 'gap'];

const compared = (of: string): string => COMPARED_COLUMNS.map((name) => `${of}.${name}`).join(', ');

const COMPARED_OTHERWISE = `DELETE FROM game_comparison c WHERE game_id = ANY($2) AND NOT EXISTS (
  SELECT FROM ${COMPARISON} WHERE (${compared('n')}) = (${compared('c')}))`;

const COMPARED = `INSERT INTO game_comparison (${COMPARED_COLUMNS.join(', ')})
  SELECT ${compared('n')} FROM ${COMPARISON} ON CONFLICT DO NOTHING`;
