import { RecordedActs } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';

/** Who set values of communes by hand, and why. */
@Injectable()
export class TerritoryActs extends RecordedActs {
  readonly context = 'territory';
  protected readonly sections = {
    overrides: `SELECT code, field, value, actor, reason, at, state FROM territory.commune_override
      WHERE actor = $1 ORDER BY code, field`,
    override_log: `SELECT code, field, action, value, actor, reason, at FROM territory.commune_override_log
      WHERE actor = $1 ORDER BY id`,
  };
}
