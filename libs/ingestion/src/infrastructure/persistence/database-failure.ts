import { databaseTrouble } from '@hexagone/platform';
import { databaseFull, DatabaseLost } from '../../domain/loss-problems';

/** The driver keeps refusing a session that has ended, in these words. */
const ENDED = /Client was closed|not queryable|Connection terminated/;

/** What a failure of a session means for a run; a statement that is wrong stays what it is. */
export function translated(error: unknown): unknown {
  const trouble = databaseTrouble(error);
  if (trouble === 'storage-full') return databaseFull();
  const ended = error instanceof Error && !('code' in error) && ENDED.test(error.message);
  return ended || trouble === 'unavailable' ? new DatabaseLost() : error;
}
