import type { Retention } from '@hexagone/kernel';
import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { DatasetRegistry } from '../../application/dataset-registry';
import { messageWithoutValues } from '../../domain/reject-messages';

/** Rejects of one run for one reason. */
interface Kind {
  readonly run: string;
  readonly dataset: string;
  readonly code: string;
  readonly rejects: number;
}

/** Of runs that ended before `$1` and still tell what some record held. */
const KINDS = `
  SELECT j.run_id AS run, r.dataset, j.code, count(*)::integer AS rejects
  FROM import_reject j JOIN import_run r ON r.id = j.run_id
  WHERE r.finished_at < $1 AND r.id IN (SELECT run_id FROM import_reject
    WHERE value IS NOT NULL OR cells IS NOT NULL OR hint IS NOT NULL OR params <> '{}')
  GROUP BY j.run_id, r.dataset, j.code`;

const FORGET = `
  UPDATE import_reject SET value = NULL, cells = NULL, hint = NULL, params = '{}', message_en = $3, message_fr = $4
  WHERE run_id = $1 AND code = $2`;

/** What rejected records held, and messages that quote it. Line, field and reason stay. */
@Injectable()
export class RejectValues implements Retention {
  readonly rule = 'ingestion.reject-values';

  constructor(
    private readonly database: Database,
    private readonly datasets: DatasetRegistry,
  ) {}

  readonly purge = async (before: Date, rehearsal: boolean): Promise<number> => {
    const { rows: kinds } = await this.database.query<Kind>(KINDS, [before]);
    if (!rehearsal) for (const kind of kinds) await this.forget(kind);
    return kinds.reduce((sum, { rejects }) => sum + rejects, 0);
  };

  private async forget({ run, dataset, code }: Kind): Promise<void> {
    const { en, fr } = messageWithoutValues(code, this.datasets.find(dataset)?.messages);
    await this.database.query(FORGET, [run, code, en, fr]);
  }
}
