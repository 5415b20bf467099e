import { RecordedActs } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';

/** Who changed sites and groups. The history is only ever added to. */
@Injectable()
export class SitesActs extends RecordedActs {
  readonly context = 'sites';
  protected readonly sections = {
    changes: `SELECT entity, entity_id, at, actor, request_id, action, changes FROM site_changes
      WHERE actor = $1 ORDER BY id`,
  };
}
