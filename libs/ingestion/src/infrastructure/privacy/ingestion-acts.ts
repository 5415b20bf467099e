import { PersonalDataHolders, type Retention } from '@hexagone/kernel';
import { Database, RecordedActs } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { RejectValues } from './reject-values';

/** Who asked for imports; and what rejected records held, which is nobody's in particular. */
@Injectable()
export class IngestionActs extends RecordedActs {
  readonly context = 'ingestion';
  override readonly retentions: readonly Retention[];
  protected readonly sections = {
    runs: `SELECT id::integer AS id, dataset, part, state, trigger, actor, request_id, dry_run, accepted_guards, reason,
        requested_at, started_at, finished_at
      FROM import_run WHERE actor = $1 ORDER BY id`,
  };

  constructor(database: Database, holders: PersonalDataHolders, rejects: RejectValues) {
    super(database, holders);
    this.retentions = [rejects];
  }
}
