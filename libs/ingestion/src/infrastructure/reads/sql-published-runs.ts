import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { type PublishedRun, PublishedRuns } from '../../application/published-runs';

const RUN = `SELECT json_build_object('generation', d.generation, 'runId', r.id, 'synthetic', r.synthetic,
    'read', r.read, 'inserted', r.inserted, 'updated', r.updated, 'unchanged', r.unchanged,
    'duplicates', r.duplicates, 'rejected', r.rejected, 'skipped', r.skipped) AS run
  FROM dataset d JOIN import_run r ON r.id = d.published_run_id WHERE d.name = $1`;

@Injectable()
export class SqlPublishedRuns extends PublishedRuns {
  constructor(private readonly database: Database) {
    super();
  }

  async of(dataset: string): Promise<PublishedRun | null> {
    const { rows } = await this.database.query<{ run: PublishedRun }>(RUN, [dataset]);
    return rows[0]?.run ?? null;
  }
}
