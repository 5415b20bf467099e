import { Database, jsonInstant } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import {
  CatalogueReads,
  type ExportedGame,
  type PlacedRecords,
  type RecordKey,
} from '../../application/catalogue/catalogue-reads';

const BATCH = 1_000;

/** `$2`: with what differs between two loads of the same records. */
const GAMES = `SELECT g.id, g.detail AS game, m.members
  FROM (SELECT id, detail FROM game WHERE state = 'live' AND id > $1 ORDER BY id LIMIT ${String(BATCH)}) g
  CROSS JOIN LATERAL (
    SELECT json_agg(jsonb_build_object('source', r.source, 'source_key', r.source_key, 'role', m.role, 'rule', m.rule,
        'confidence', m.confidence)
      || CASE WHEN $2 THEN jsonb_build_object('run_id', r.run_id, 'fetched_at', ${jsonInstant('r.fetched_at')}::jsonb) ELSE '{}' END
      ORDER BY r.source COLLATE "C", r.source_key) AS members
    FROM game_member m JOIN game_record r ON r.id = m.record_id
    WHERE m.game_id = g.id AND r.withdrawn_at IS NULL) m
  ORDER BY g.id`;

const PLACES = `SELECT r.id, m.game_id
  FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS asked (source, source_key, place)
  LEFT JOIN game_record r ON r.source = asked.source AND r.source_key = asked.source_key AND r.withdrawn_at IS NULL
  LEFT JOIN game_member m ON m.record_id = r.id
  ORDER BY asked.place`;

const REVIEWS = `SELECT record_id, candidate_id FROM game_review
  WHERE state = 'open' AND record_id = ANY($1) AND candidate_id = ANY($1) ORDER BY id`;

@Injectable()
export class SqlCatalogueReads extends CatalogueReads {
  constructor(private readonly database: Database) {
    super();
  }

  async *games(withRuns: boolean): AsyncIterable<ExportedGame> {
    for (let last = 0; ;) {
      const { rows } = await this.database.query<ExportedGame>(GAMES, [last, withRuns]);
      yield* rows;
      if (rows.length < BATCH) return;
      last = rows.at(-1)?.id ?? 0;
    }
  }

  async placed(records: readonly RecordKey[]): Promise<PlacedRecords> {
    const keys = [records.map(({ source }) => source), records.map(({ sourceKey }) => sourceKey)];
    const { rows: places } = await this.database.query<{ id: string | null; game_id: number | null }>(PLACES, keys);
    const position = new Map(places.flatMap(({ id }, i) => (id === null ? [] : [[id, i] as const])));
    const { rows } = await this.database.query<{ record_id: string; candidate_id: string }>(REVIEWS, [
      [...position.keys()],
    ]);
    return {
      games: places.map(({ game_id: game }) => game),
      reviews: rows.map((pair) => [position.get(pair.record_id) ?? 0, position.get(pair.candidate_id) ?? 0] as const),
    };
  }
}
