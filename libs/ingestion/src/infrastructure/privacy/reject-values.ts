import type { Retention } from '@hexagone/kernel';
import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { DatasetRegistry } from '../../application/dataset-registry';
import { messageWithoutValues } from '../../domain/reject-messages';

interface Kind {
  readonly dataset: string;
  readonly code: string;
}

const KINDS = `
  SELECT DISTINCT r.dataset, j.code FROM import_reject j JOIN import_run r ON r.id = j.run_id
  WHERE r.finished_at < $1`;

/** Of ended runs, the rejects that still tell what a record held; `m` is what is told instead. */
const TELLING = `
  import_run r, unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS m(dataset, code, en, fr)
  WHERE r.id = j.run_id AND r.finished_at < $1 AND m.dataset = r.dataset AND m.code = j.code
    AND (j.value IS NOT NULL OR j.cells IS NOT NULL OR j.hint IS NOT NULL OR j.params <> '{}'
      OR (j.message_en, j.message_fr) IS DISTINCT FROM (m.en, m.fr))`;

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
    const messages = kinds.map(({ dataset, code }) =>
      messageWithoutValues(code, this.datasets.find(dataset)?.messages),
    );
    const { rowCount } = await this.database.query(
      rehearsal
        ? `SELECT FROM import_reject j, ${TELLING}`
        : `UPDATE import_reject j SET value = NULL, cells = NULL, hint = NULL, params = '{}', message_en = m.en,
             message_fr = m.fr FROM ${TELLING}`,
      [
        before,
        kinds.map(({ dataset }) => dataset),
        kinds.map(({ code }) => code),
        messages.map(({ en }) => en),
        messages.map(({ fr }) => fr),
      ],
    );
    return rowCount;
  };
}
