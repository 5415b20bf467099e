import type { RawFile } from '../../application/source-files';
import { compressionError } from '../../domain/decode-problems';
import { abortable, headOf } from './byte-chunks';
import type { Content } from './content';
import { gunzipped } from './gzip';
import { sheetContent } from './workbook';
import { isWorkbookArchive, openZip, onlyDataMember, countMembers } from './zip';

const MiB = 1024 * 1024;
const MOST_ZIPPED_BYTES = 64 * MiB;
const MOST_WORKBOOK_BYTES = 32 * MiB;

const MAGIC = [
  ['gzip', Buffer.of(0x1f, 0x8b)],
  ['zip', Buffer.from('PK\x03\x04', 'latin1')],
  ['zip', Buffer.from('PK\x05\x06', 'latin1')],
  ['xls', Buffer.of(0xd0, 0xcf, 0x11, 0xe0)],
] as const;

type Magic = 'gzip' | 'zip' | 'xls' | 'none';

/** Told by the first bytes, never by a name. Throws ImportFailure `compression-error` or `malformed-workbook`. */
export async function openContainer(file: RawFile, signal: AbortSignal): Promise<Content> {
  const raw = (): AsyncIterable<Uint8Array> => abortable(file.open(), signal);
  switch (magicOf(await headOf(raw(), 8))) {
    case 'gzip':
      return notNested({ container: 'gzip', endProven: true, bytes: () => gunzipped(file.open()) });
    case 'zip':
      return openArchive(await inMemory(raw(), MOST_ZIPPED_BYTES), signal);
    case 'xls':
      return sheetContent(await inMemory(raw(), MOST_WORKBOOK_BYTES), signal);
    case 'none':
      return { container: 'none', endProven: false, bytes: () => file.open() };
  }
}

async function openArchive(bytes: Buffer, signal: AbortSignal): Promise<Content> {
  const archive = await openZip(bytes);
  if (!isWorkbookArchive(archive)) {
    const member = onlyDataMember(archive);
    return notNested({ container: 'zip', endProven: true, bytes: () => archive.read(member) });
  }
  if (bytes.length > MOST_WORKBOOK_BYTES) throw tooLarge(MOST_WORKBOOK_BYTES);
  await countMembers(archive, signal);
  return sheetContent(bytes, signal);
}

async function notNested(content: Content): Promise<Content> {
  if (magicOf(await headOf(content.bytes(), 8)) === 'none') return content;
  throw compressionError('It holds another container.', 'Il contient un autre conteneur.');
}

const magicOf = (head: Uint8Array): Magic =>
  MAGIC.find(([, magic]) => magic.equals(head.subarray(0, magic.length)))?.[0] ?? 'none';

async function inMemory(source: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw tooLarge(mostBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const tooLarge = (mostBytes: number): Error =>
  compressionError(`It exceeds ${mostBytes / MiB} MiB.`, `Il dépasse ${mostBytes / MiB} Mio.`);
