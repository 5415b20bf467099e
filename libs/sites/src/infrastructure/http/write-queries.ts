import { Choice, Flag, Maybe } from '@hexagone/platform';

export class RehearsalQuery {
  /** Judged to the end, and nothing stored. */
  @Maybe(Flag()) dryRun?: boolean;
}

export class RemovalQuery {
  /** `refuse`: a group that holds sites or groups stays. */
  @Maybe(Choice(['refuse'])) onMembers?: 'refuse';
}
