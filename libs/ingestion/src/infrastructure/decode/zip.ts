import type { Readable } from 'node:stream';
import { isNativeError } from 'node:util/types';
import { crc32 } from 'node:zlib';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { compressionError } from '../../domain/decode-problems';
import { ImportFailure } from '../../domain/import-failure';
import { checkInflation } from './inflation-limit';

const MOST_MEMBERS = 10_000;
const MOST_WORKBOOK_BYTES = 128 * 1024 * 1024;

/** A zip in memory, its directory read and its names judged. */
export interface Archive {
  readonly members: readonly Entry[];
  /** Proved to the last byte by size and CRC. Throws ImportFailure `compression-error`. */
  read(member: Entry): AsyncIterable<Uint8Array>;
}

export async function openZip(bytes: Buffer): Promise<Archive> {
  const zip = await unsoundWhenItFails(opened(bytes));
  if (zip.entryCount > MOST_MEMBERS) {
    throw compressionError(`It has more than ${MOST_MEMBERS} members.`, `Il a plus de ${MOST_MEMBERS} membres.`);
  }
  const members = await unsoundWhenItFails(listed(zip));
  return { members, read: (member) => memberBytes(zip, member) };
}

export const isWorkbookArchive = ({ members }: Archive): boolean =>
  members.some(({ fileName }) => fileName === 'xl/workbook.xml');

/** The one member that is neither a directory nor what an operating system adds. */
export function onlyDataMember({ members }: Archive): Entry {
  const data = members.filter(({ fileName }) => !/\/$|^__MACOSX\/|(^|\/)\.[^/]*$/.test(fileName));
  const [only] = data;
  if (only === undefined || data.length > 1) {
    throw compressionError(
      `It holds ${data.length} data files, not one.`,
      `Il contient ${data.length} fichiers de données, et non un seul.`,
    );
  }
  checkInflation(only.compressedSize, only.uncompressedSize);
  return only;
}

/** Inflates every member, once, before a workbook reader sees the archive. */
export async function countMembers(archive: Archive, signal: AbortSignal): Promise<void> {
  let bytes = 0;
  for (const member of archive.members) {
    for await (const chunk of archive.read(member)) {
      signal.throwIfAborted();
      bytes += chunk.length;
      if (bytes > MOST_WORKBOOK_BYTES) {
        throw compressionError(
          'The workbook exceeds 128 MiB once inflated.',
          'Le classeur dépasse 128 Mio une fois décompressé.',
        );
      }
    }
  }
}

/** Names with `..` or a root, and encrypted members, are refused by the library itself. */
const opened = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) reject(error);
      else resolve(zip);
    });
  });

const listed = (zip: ZipFile): Promise<Entry[]> =>
  new Promise((resolve, reject) => {
    const members: Entry[] = [];
    zip.on('error', reject);
    zip.on('end', () => {
      resolve(members);
    });
    zip.on('entry', (member: Entry) => {
      members.push(member);
      zip.readEntry();
    });
    zip.readEntry();
  });

async function* memberBytes(zip: ZipFile, member: Entry): AsyncGenerator<Uint8Array> {
  const stream = await unsoundWhenItFails(openedMember(zip, member));
  let crc = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      crc = crc32(chunk, crc);
      yield chunk;
    }
  } catch (error) {
    throw unsound(error);
  }
  if (crc !== member.crc32) throw unsound(new Error(`the CRC of ${member.fileName} differs`));
}

const openedMember = (zip: ZipFile, member: Entry): Promise<Readable> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(member, (error, stream) => {
      if (error) reject(error);
      else resolve(stream);
    });
  });

const unsoundWhenItFails = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw unsound(error);
  });

function unsound(error: unknown): Error {
  if (error instanceof ImportFailure) return error;
  const reason = isNativeError(error) ? error.message : String(error);
  return compressionError(`The zip archive is not sound: ${reason}.`, `L’archive zip est défectueuse : ${reason}.`);
}
