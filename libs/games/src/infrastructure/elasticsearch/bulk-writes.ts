import type { Client, estypes } from '@elastic/elasticsearch' with { 'resolution-mode': 'import' };
import type { GameDocument } from './game-document';
import type { Change, Failure } from './outbox';

export interface Write extends Change {
  /** Null: the game is no longer there. */
  readonly document: GameDocument | null;
}

export const MOST_DOCUMENTS = 500;
const MOST_BYTES = 5_000_000;
const PATIENCE_MS = 60_000;

/** Beside the document itself: names and version of the action. */
const ACTION_BYTES = 150;

/** At most 500 documents or 5 MB each; a larger document goes alone. */
export function* portions(writes: readonly Write[]): Iterable<readonly Write[]> {
  let [portion, bytes]: [Write[], number] = [[], 0];
  for (const write of writes) {
    const size = Buffer.byteLength(JSON.stringify(write.document)) + ACTION_BYTES;
    if (portion.length > 0 && (portion.length >= MOST_DOCUMENTS || bytes + size > MOST_BYTES)) {
      yield portion;
      [portion, bytes] = [[], 0];
    }
    portion.push(write);
    bytes += size;
  }
  if (portion.length > 0) yield portion;
}

const operationsOf = ({ game, seq, document }: Write): NonNullable<estypes.BulkRequest['operations']> => {
  const action = { _id: String(game), version: seq, version_type: 'external' as const };
  return document ? [{ index: action }, document] : [{ delete: action }];
};

/** Newer already, or nothing to delete: as it should be. */
const FINE = [404, 409];

function failureOf(write: Write, item: estypes.BulkResponse['items'][number] | undefined): Failure[] {
  const { status = 0, error } = item?.index ?? item?.delete ?? {};
  if (error?.type === 'index_not_found_exception') throw new Error(`The index is gone: ${String(error.reason)}`);
  if ((status >= 200 && status < 300) || FINE.includes(status)) return [];
  return [
    { game: write.game, seq: write.seq, error: `${String(status)} ${error?.type ?? ''}: ${error?.reason ?? ''}` },
  ];
}

/** Writes all; what the server refused item by item. Throws where it does not answer. An alias must be one. */
export async function bulkWrite(
  client: Client,
  writes: readonly Write[],
  target: { readonly index: string; readonly isAlias: boolean },
): Promise<readonly Failure[]> {
  const failures: Failure[] = [];
  for (const portion of portions(writes)) {
    const { items } = await client.bulk(
      { index: target.index, require_alias: target.isAlias, operations: portion.flatMap(operationsOf) },
      { requestTimeout: PATIENCE_MS, maxRetries: target.isAlias ? 0 : 3 },
    );
    failures.push(...portion.flatMap((write, i) => failureOf(write, items[i])));
  }
  return failures;
}
