import type { CatalogueSession } from '../../application/catalogue-session';
import type { Decision, MatchRecord, Member } from '../../domain/matching/match-record';

/** A live record as matching sees it, and the place that it has. */
export interface MatchRow {
  readonly record: MatchRecord;
  readonly place: Place | null;
}

export interface Place extends Omit<Member, 'record'> {
  readonly game: number;
  readonly formerIds: readonly number[];
}

const BATCH = 10_000;

/** Of the record `r`. */
export const ROW = `json_build_object(
  'record', json_build_object('id', r.id, 'source', r.source, 'sourceKey', r.source_key, 'key', r.title_key,
    'numbers', r.numbers, 'numeralForm', r.numeral_form, 'variant', r.variant, 'edition', r.edition,
    'qualifier', r.qualifier, 'titleYear', r.title_year, 'composite', r.composite, 'notes', r.notes, 'kind', r.kind,
    'alternativeKeys', array_remove(r.match_keys, r.title_key), 'year', coalesce(r.title_year, r.first_year),
    'families', r.families, 'companyKeys', r.company_keys, 'externalIds', r.external_ids,
    'editionOf', r.edition_of, 'portOf', r.port_of),
  'place', CASE WHEN m.record_id IS NOT NULL THEN json_build_object('game', m.game_id, 'role', m.role, 'rule', m.rule,
    'confidence', m.confidence, 'decision', m.decision_id, 'formerIds', m.former_ids) END) AS row
  FROM game_record r LEFT JOIN game_member m ON m.record_id = r.id`;

export interface Told {
  readonly row: MatchRow;
}

/** Every live record, by id. */
export async function allRows(session: CatalogueSession): Promise<MatchRow[]> {
  const all: MatchRow[] = [];
  for (let last = 0; ; last = all.at(-1)?.record.id ?? 0) {
    const { rows } = await session.query<Told>(
      `SELECT ${ROW} WHERE r.withdrawn_at IS NULL AND r.id > $1 ORDER BY r.id LIMIT ${String(BATCH)}`,
      [last],
    );
    for (const { row } of rows) all.push(row);
    if (rows.length < BATCH) return all;
  }
}

/** These records, withdrawn ones as well. */
export async function rowsOf(session: CatalogueSession, records: readonly number[]): Promise<MatchRow[]> {
  const { rows } = await session.query<Told>(`SELECT ${ROW} WHERE r.id = ANY($1)`, [records]);
  return rows.map(({ row }) => row);
}

/** Live records that are one step away: a common key or id, a link, a decision, a game. */
const NEIGHBOURS = `SELECT ${ROW} WHERE r.withdrawn_at IS NULL AND NOT r.id = ANY($8) AND r.id IN (
  SELECT id FROM game_record WHERE match_keys && $1 AND withdrawn_at IS NULL
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
 * All live records whose place can depend on these: what the touched ones are, and what they were before (`former`).
 * Nothing outside shares a key, an id, a link, a decision or a game with anything inside.
 */
export async function closureOf(
  session: CatalogueSession,
  records: readonly number[],
  former: readonly MatchRow[],
): Promise<MatchRow[]> {
  const found = new Map<number, MatchRow>();
  let frontier = [...(await rowsOf(session, records)), ...former];
  const asked = new Steps();
  while (frontier.length > 0) {
    const { rows } = await session.query<Told>(NEIGHBOURS, asked.parameters(frontier, [...found.keys()]));
    frontier = rows.map(({ row }) => row);
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

/** Decisions that stand, about two of these records. */
export async function decisionsAmong(
  session: CatalogueSession,
  records: ReadonlyMap<number, unknown>,
): Promise<Decision[]> {
  const { rows } = await session.query<{ decision: Decision }>(
    `SELECT json_build_object('id', id, 'verdict', verdict, 'records', json_build_array(record_a, record_b)) AS decision
     FROM game_decision WHERE revoked_at IS NULL ORDER BY id`,
  );
  return rows.map(({ decision }) => decision).filter(({ records: pair }) => pair.every((id) => records.has(id)));
}
