import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { DatasetFreshness, type Freshness } from '../../application/dataset-freshness';

const FRESHNESS = `SELECT generation, published_run_id AS run, extract(epoch FROM changed_at) AS changed FROM dataset WHERE name = $1`;

interface Stored {
  readonly generation: string;
  readonly run: string | null;
  readonly changed: string | null;
}

const NEVER: Stored = { generation: '0', run: null, changed: null };

/** As the publishing transaction left it in the table `dataset`. */
@Injectable()
export class SqlDatasetFreshness extends DatasetFreshness {
  constructor(private readonly database: Database) {
    super();
  }

  async of(dataset: string): Promise<Freshness> {
    const { rows } = await this.database.query<Stored>(FRESHNESS, [dataset]);
    const { generation, run, changed } = rows[0] ?? NEVER;
    return {
      generation: Number(generation),
      runId: run === null ? null : Number(run),
      publishedAt: changed === null ? null : new Date(Number(changed) * 1000),
    };
  }
}
