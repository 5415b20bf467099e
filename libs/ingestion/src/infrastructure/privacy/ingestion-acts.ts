import { RecordedActs } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';

/** Who asked for imports. */
@Injectable()
export class IngestionActs extends RecordedActs {
  readonly context = 'ingestion';
  protected readonly sections = {
    runs: `SELECT id::integer AS id, dataset, part, state, trigger, actor, request_id, dry_run, accepted_guards, reason,
        requested_at, started_at, finished_at
      FROM import_run WHERE actor = $1 ORDER BY id`,
  };
}
