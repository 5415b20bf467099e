import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { type Agreement, ConflictReads } from '../../application/reads/conflict-reads';

const SUMMARY = `SELECT c.field, ARRAY[c.source_a, c.source_b] AS sources,
    (count(*) FILTER (WHERE c.gap = 0))::integer AS agree, (count(*) FILTER (WHERE c.gap > 0))::integer AS disagree,
    max(c.gap) AS "largestGap"
  FROM game_comparison c JOIN game g ON g.id = c.game_id AND g.state = 'live'
  GROUP BY c.field, c.source_a, c.source_b ORDER BY 1, 2`;

@Injectable()
export class SqlConflictReads extends ConflictReads {
  constructor(private readonly database: Database) {
    super();
  }

  async summary(): Promise<readonly Agreement[]> {
    return (await this.database.query<Agreement>(SUMMARY)).rows;
  }
}
