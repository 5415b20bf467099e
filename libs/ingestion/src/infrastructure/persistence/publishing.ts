import type { StagingSession } from '../../application/publication';
import type { Lease } from '../../application/run-ledger';
import type { Outcome } from '../../application/staging-database';
import { leaseLost } from '../../domain/loss-problems';
import { storableJson } from './run-columns';
import { SqlRunLedger } from './sql-run-ledger';

/** The run's row, locked until the end of the transaction, is the fence: nobody else writes for this run meanwhile. */
const FENCE = `SELECT FROM import_run
  WHERE id = $1 AND lease_token = $2 AND state = 'validated' AND lease_expires_at > clock_timestamp() FOR UPDATE`;

const CHANGED = `UPDATE dataset SET generation = generation + 1, changed_at = clock_timestamp(), published_run_id = $2, synthetic = $3
  WHERE name = $1`;

const CHECKED = `UPDATE dataset SET checked_at = clock_timestamp(), validators = validators || $2::jsonb WHERE name = $1
  RETURNING generation`;

const CURSOR = `INSERT INTO import_cursor (dataset, reader, cursor, run_id) VALUES ($1, $2, $3, $4)
  ON CONFLICT (dataset, reader) DO UPDATE SET cursor = excluded.cursor, run_id = excluded.run_id`;

const NOTIFY = `SELECT pg_notify('hexagone_dataset', json_build_object('dataset', $1::text, 'generation', $2::bigint)::text)`;

/** What a replay has taken or passed over is no longer to be resolved. */
const RESOLVED = `UPDATE import_reject r SET resolved_by = n.id FROM import_run n
  WHERE n.id = $1 AND r.run_id = n.replay_of
    AND r.line IN (SELECT line::bigint FROM jsonb_array_elements_text(n.source -> 'lines') AS line)
    AND NOT EXISTS (SELECT FROM import_reject again WHERE again.run_id = n.id AND again.line = r.line)`;

/** One transaction that readers see as a whole: rows, generation and ledger. */
export class Publishing {
  private readonly ledger: SqlRunLedger;

  constructor(
    private readonly session: StagingSession,
    private readonly terms: { readonly dataset: string; readonly codeVersion: string },
  ) {
    this.ledger = new SqlRunLedger(session, terms.codeVersion);
  }

  async execute(lease: Lease, work: () => Promise<Outcome>): Promise<void> {
    await this.session.query('BEGIN');
    try {
      const { rowCount } = await this.session.query(FENCE, [lease.run, lease.token]);
      if (rowCount === 0) throw leaseLost();
      await this.conclude(lease, await work());
      await this.session.query('COMMIT');
    } catch (error) {
      await this.session.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  private async conclude(lease: Lease, { changed, synthetic, patch, ...outcome }: Outcome): Promise<void> {
    const { dataset } = this.terms;
    const { url, ...known } = { url: undefined, ...outcome.validators };
    if (changed) await this.session.query(CHANGED, [dataset, lease.run, synthetic]);
    const accepted = storableJson(url === undefined ? {} : { [url]: { ...known, run: lease.run } });
    const { rows } = await this.session.query<{ generation: string }>(CHECKED, [dataset, accepted]);
    const generation = Number(rows[0]?.generation);
    await this.session.query(RESOLVED, [lease.run]);
    const { reading } = outcome;
    if (reading) await this.session.query(CURSOR, [dataset, reading.name, storableJson(reading.cursor), lease.run]);
    await this.ledger.record(lease, { ...patch, generation });
    if (changed) await this.session.query(NOTIFY, [dataset, generation]);
  }
}
