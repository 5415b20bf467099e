import { once } from 'node:events';
import { Readable } from 'node:stream';
import { isNativeError } from 'node:util/types';
import { Worker } from 'node:worker_threads';
import { malformedWorkbook } from '../../domain/decode-problems';
import type { Content } from './content';
import { type SheetMessage, sheetReader } from './sheet-reader';

const MOST_SECONDS = 120;
const MOST_HEAP_MEBIBYTES = 512;
const MOST_ROWS = 400_000;
const MOST_TEXT_BYTES = 256 * 1024 * 1024;

/**
 * The first sheet, as comma-separated text: dates and times in ISO 8601, the other cells as they are.
 * Throws ImportFailure `malformed-workbook`.
 */
export async function sheetContent(bytes: Buffer, signal: AbortSignal): Promise<Content> {
  const chunks = await sheetText(bytes, signal);
  return { container: 'workbook', endProven: true, bytes: () => Readable.from(chunks) };
}

/** In a thread of its own: a workbook may hang its reader or exhaust its heap, never this process. */
async function sheetText(bytes: Buffer, signal: AbortSignal): Promise<readonly Uint8Array[]> {
  const worker = new Worker(sheetReader(), {
    eval: true,
    execArgv: [],
    env: {},
    stdout: true,
    stderr: true,
    workerData: { bytes, library: require.resolve('@e965/xlsx'), mostRows: MOST_ROWS, mostBytes: MOST_TEXT_BYTES },
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MEBIBYTES },
  });
  const messages: SheetMessage[] = [];
  worker.on('message', (message: SheetMessage) => messages.push(message));
  try {
    await once(worker, 'exit', { signal: AbortSignal.any([signal, AbortSignal.timeout(MOST_SECONDS * 1000)]) });
  } catch (error) {
    signal.throwIfAborted();
    throw unreadable(error);
  } finally {
    await worker.terminate();
  }
  return messages.map(chunkOf);
}

function chunkOf(message: SheetMessage): Uint8Array {
  if (typeof message !== 'string') return message;
  if (message === 'too-many-rows')
    throw malformedWorkbook(`It has more than ${MOST_ROWS} rows.`, `Il a plus de ${MOST_ROWS} lignes.`);
  throw malformedWorkbook('Its first sheet is too large.', 'Sa première feuille est trop grande.');
}

function unreadable(error: unknown): Error {
  if (isNativeError(error) && error.name === 'AbortError') {
    return malformedWorkbook(
      `Reading it takes more than ${MOST_SECONDS} s.`,
      `Sa lecture dure plus de ${MOST_SECONDS} s.`,
    );
  }
  const reason = isNativeError(error) ? error.message : String(error);
  return malformedWorkbook(`It is not sound: ${reason}.`, `Il est défectueux : ${reason}.`);
}
