import { Generations } from '@hexagone/ingestion';
import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { AccessLog } from '../../application/access-log';
import {
  ErasableOpportunities,
  type Erased,
  type ErasureTerms,
} from '../../application/erasure/erasable-opportunities';

/**
 * An import publishes under a lock that this one waits for: what it wrote is then seen and removed. An import that comes
 * later waits for this transaction, and finds the ids on the list. The order of tables is that of imports.
 */
const AFTER_IMPORTS = 'LOCK TABLE opportunity, proposal IN ROW EXCLUSIVE MODE';

const ERASE = `
  WITH gone AS (DELETE FROM opportunity WHERE id = ANY ($1) RETURNING id),
    offers AS (DELETE FROM proposal WHERE opportunity_id = ANY ($1) RETURNING opportunity_id),
    known AS (SELECT id FROM gone UNION SELECT opportunity_id FROM offers),
    kept AS (INSERT INTO lending_erasure (opportunity_id, actor, reason) SELECT id, $2, $3 FROM known
      ON CONFLICT DO NOTHING)
  SELECT ARRAY(SELECT id::text FROM known ORDER BY id) AS ids, (SELECT count(*)::integer FROM gone) AS opportunities,
    (SELECT count(*)::integer FROM offers) AS proposals`;

const NOTHING: Erased = { ids: [], opportunities: 0, proposals: 0 };

@Injectable()
export class SqlErasableOpportunities extends ErasableOpportunities {
  constructor(
    private readonly database: Database,
    private readonly accesses: AccessLog,
    private readonly generations: Generations,
  ) {
    super();
  }

  async erase(ids: readonly string[], { actor, reason, requestId }: ErasureTerms): Promise<Erased> {
    await this.database.query(AFTER_IMPORTS);
    const { rows } = await this.database.query<Erased>(ERASE, [ids, actor, reason]);
    const erased = rows[0] ?? NOTHING;
    if (erased.ids.length === 0) return erased;
    const { ids: opportunityIds, opportunities, proposals } = erased;
    const seen = { actor, action: 'erasure', opportunityIds, rows: opportunities + proposals } as const;
    await this.accesses.record({ ...seen, ...(requestId !== undefined && { requestId }) });
    if (opportunities > 0) await this.generations.touch('opportunities');
    if (proposals > 0) await this.generations.touch('proposals');
    return erased;
  }

  async isErased(id: string): Promise<boolean> {
    const { rowCount } = await this.database.query('SELECT FROM lending_erasure WHERE opportunity_id = $1', [id]);
    return rowCount > 0;
  }
}
