import type { CatalogueSession } from '../../application/catalogue-session';
import type { MatchRecord, Member } from '../../domain/matching/match-record';
import { BETWEEN, itemsOf, Vocabulary } from './vocabulary';

/** A live record as matching sees it, and the place that it has. */
export interface MatchRow {
  readonly record: MatchRecord;
  readonly place: Place | null;
}

export interface Place extends Omit<Member, 'record'> {
  readonly game: number;
  readonly formerIds: readonly number[];
}

/** So few that what they are read from is forgotten young. */
const BATCH = 1_000;

const list = (of: string, name: string): string => `array_to_string(${of}, '${BETWEEN}') AS ${name}`;

/** Texts and numbers: a hundred thousand rows as JSON would cost three times as much, here and there. */
export const ROW = `r.id::integer, r.source, r.source_key, r.title_key, ${list('r.numbers', 'numbers')}, r.numeral_form,
  r.variant, r.edition, r.qualifier, r.title_year, r.composite, ${list('r.notes', 'notes')}, r.kind,
  ${list('array_remove(r.match_keys, r.title_key)', 'alternative_keys')}, r.first_year,
  ${list('r.families', 'families')}, ${list('r.company_keys', 'company_keys')}, ${list('r.external_ids', 'external_ids')},
  r.edition_of, r.port_of, m.game_id, m.role, m.rule, m.confidence, m.decision_id, nullif(m.former_ids, '{}') AS former_ids
  FROM game_record r LEFT JOIN game_member m ON m.record_id = r.id`;

/** A row of it. */
export interface Told {
  readonly id: number;
  readonly source: MatchRecord['source'];
  readonly source_key: string;
  readonly title_key: string;
  readonly numbers: string;
  readonly numeral_form: MatchRecord['numeralForm'];
  readonly variant: MatchRecord['variant'];
  readonly edition: string | null;
  readonly qualifier: string | null;
  readonly title_year: number | null;
  readonly composite: boolean;
  readonly notes: string;
  readonly kind: MatchRecord['kind'];
  readonly alternative_keys: string;
  readonly first_year: number | null;
  readonly families: string;
  readonly company_keys: string;
  readonly external_ids: string;
  readonly edition_of: string | null;
  readonly port_of: string | null;
  readonly game_id: number | null;
  readonly role: Place['role'] | null;
  readonly rule: Place['rule'] | null;
  readonly confidence: number | null;
  readonly decision_id: number | null;
  readonly former_ids: readonly number[] | null;
}

/** Rows as matching wants them. */
export const matchRows = (told: readonly Told[], words = new Vocabulary()): MatchRow[] =>
  told.map((row) => ({ record: recordOf(row, words), place: placeOf(row, words) }));

function recordOf(row: Told, words: Vocabulary): MatchRecord {
  return {
    id: row.id,
    source: words.word(row.source),
    sourceKey: row.source_key,
    key: row.title_key,
    numbers: words.list(row.numbers),
    numeralForm: words.word(row.numeral_form),
    variant: words.word(row.variant),
    edition: words.word(row.edition),
    qualifier: words.word(row.qualifier),
    titleYear: row.title_year,
    composite: row.composite,
    notes: words.list(row.notes) as MatchRecord['notes'],
    kind: words.word(row.kind),
    alternativeKeys: itemsOf(row.alternative_keys),
    year: row.title_year ?? row.first_year,
    families: words.list(row.families),
    companyKeys: words.list(row.company_keys),
    externalIds: itemsOf(row.external_ids),
    editionOf: row.edition_of,
    portOf: row.port_of,
  };
}

function placeOf(row: Told, words: Vocabulary): Place | null {
  const { game_id: game, role, rule, confidence, decision_id: decision, former_ids } = row;
  if (game === null || role === null || rule === null) return null;
  return {
    game,
    role: words.word(role),
    rule: words.word(rule),
    confidence: confidence ?? 0,
    decision,
    formerIds: former_ids ?? NOWHERE,
  };
}

const NOWHERE: readonly number[] = [];

/** Every live record, in no order. In a transaction. */
export async function allRows(session: CatalogueSession): Promise<MatchRow[]> {
  const all: MatchRow[] = [];
  const words = new Vocabulary();
  await session.query(`DECLARE game_rows NO SCROLL CURSOR FOR SELECT ${ROW} WHERE r.withdrawn_at IS NULL`);
  for (;;) {
    const { rows } = await session.query<Told>(`FETCH ${String(BATCH)} FROM game_rows`);
    for (const row of matchRows(rows, words)) all.push(row);
    if (rows.length < BATCH) break;
  }
  await session.query('CLOSE game_rows');
  return all;
}

/** These records, withdrawn ones as well. */
export async function rowsOf(session: CatalogueSession, records: readonly number[]): Promise<MatchRow[]> {
  const { rows } = await session.query<Told>(`SELECT ${ROW} WHERE r.id = ANY($1)`, [records]);
  return matchRows(rows);
}

/** Live records that are these, or one step away: a common key or id, a link, a decision, a game. */
const NEIGHBOURS = `SELECT ${ROW} WHERE r.withdrawn_at IS NULL AND NOT r.id = ANY($8) AND r.id IN (
  SELECT unnest($7::bigint[])
  UNION SELECT id FROM game_record WHERE match_keys && $1 AND withdrawn_at IS NULL
  UNION SELECT id FROM game_record WHERE external_ids && $2 AND withdrawn_at IS NULL
  UNION SELECT id FROM game_record JOIN unnest($3::text[], $4::text[]) AS l (source, key) USING (source)
    WHERE source_key = l.key
  UNION SELECT id FROM game_record JOIN unnest($5::text[], $6::text[]) AS l (source, key) USING (source)
    WHERE edition_of = l.key
  UNION SELECT id FROM game_record JOIN unnest($5::text[], $6::text[]) AS l (source, key) USING (source)
    WHERE port_of = l.key
  UNION SELECT record_id FROM game_member
    WHERE game_id IN (SELECT game_id FROM game_member WHERE record_id = ANY($7))
  UNION SELECT record_a FROM game_decision WHERE record_b = ANY($7) AND revoked_at IS NULL
  UNION SELECT record_b FROM game_decision WHERE record_a = ANY($7) AND revoked_at IS NULL)`;

/**
 * All live records whose place can depend on these: what the touched ones are, and what they were before.
 * Nothing outside shares a key, an id, a link, a decision or a game with anything inside.
 */
export async function closureOf(session: CatalogueSession, touched: readonly MatchRow[]): Promise<MatchRow[]> {
  const found = new Map<number, MatchRow>();
  let frontier = touched;
  const asked = new Steps();
  while (frontier.length > 0) {
    const { rows } = await session.query<Told>(NEIGHBOURS, asked.parameters(frontier, [...found.keys()]));
    frontier = matchRows(rows);
    for (const row of frontier) found.set(row.record.id, row);
  }
  return [...found.values()].sort((a, b) => a.record.id - b.record.id);
}

/** What was asked once is not asked again. */
class Steps {
  private readonly seen = new Set<string>();

  parameters(rows: readonly MatchRow[], found: readonly number[]): readonly unknown[] {
    const links = rows.flatMap(({ record: { source, editionOf, portOf } }) =>
      [editionOf, portOf].flatMap((key) => (key === null ? [] : [{ source, key }])),
    );
    const [targets, selves] = [
      links,
      rows.map(({ record: { source, sourceKey } }) => ({ source, key: sourceKey })),
    ].map((list, i) => list.filter(({ source, key }) => this.isNew(`${String(i)} ${source} ${key}`)));
    const keys = rows.flatMap(({ record: { key, alternativeKeys } }) => [key, ...alternativeKeys]);
    const fresh = (kind: string, words: readonly string[]): string[] =>
      words.filter((word) => word !== '' && this.isNew(`${kind} ${word}`));
    return [
      fresh('key', keys),
      fresh(
        'id',
        rows.flatMap(({ record }) => [...record.externalIds]),
      ),
      ...[targets ?? [], selves ?? []].flatMap((list) => [
        list.map(({ source }) => source),
        list.map(({ key }) => key),
      ]),
      rows.map(({ record }) => record.id),
      found,
    ];
  }

  private isNew(step: string): boolean {
    const isNew = !this.seen.has(step);
    this.seen.add(step);
    return isNew;
  }
}
