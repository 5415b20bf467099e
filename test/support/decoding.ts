import { deflateRawSync, crc32 } from 'node:zlib';
import { DatasetPart } from '../../libs/ingestion/src/application/dataset';
import type { SourceContract } from '../../libs/ingestion/src/application/source-contract';
import type { OpenedSource, RawFile, ReadItem } from '../../libs/ingestion/src/application/source-files';
import { StreamingSourceReader } from '../../libs/ingestion/src/infrastructure/decode/streaming-source-reader';

export const never = new AbortController().signal;

/** Cut in chunks of the sizes given, over and over. */
export async function* chunks(bytes: Uint8Array, sizes: readonly number[] = [65536]): AsyncGenerator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const end = at + (sizes[turn % sizes.length] ?? 1);
    yield await Promise.resolve(bytes.subarray(at, end));
    at = end;
  }
}

export const aFile = (content: Uint8Array | string, name = 'file', sizes?: readonly number[]): RawFile => {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { name, sha256: '', bytes: bytes.length, lengthProven: true, open: () => chunks(bytes, sizes) };
};

const aContract = (contract: Partial<SourceContract>): SourceContract => ({
  version: 1,
  formats: ['csv'],
  columns: [],
  ...contract,
});

class FilePart extends DatasetPart {
  readonly stage = {};

  constructor(
    readonly contract: SourceContract,
    override readonly name: string,
    override readonly fileName?: RegExp,
  ) {
    super();
  }

  get publication(): never {
    throw new Error('Nothing is published here');
  }

  judge(): never {
    throw new Error('Nothing is judged here');
  }
}

export const aPart = (
  contract: Partial<SourceContract>,
  { name = 'part', fileName }: { readonly name?: string; readonly fileName?: RegExp } = {},
): DatasetPart => new FilePart(aContract(contract), name, fileName);

export const open = (file: RawFile, ...parts: DatasetPart[]): Promise<OpenedSource> =>
  new StreamingSourceReader().open(file, parts, never);

export async function itemsOf(source: OpenedSource): Promise<ReadItem[]> {
  const items: ReadItem[] = [];
  for await (const batch of source.read(never)) items.push(...batch);
  return items;
}

export const readAll = async (content: Uint8Array | string, contract: Partial<SourceContract>): Promise<ReadItem[]> =>
  itemsOf(await open(aFile(content), aPart(contract)));

/** Good records as `[line, values…]`, faulty ones as `[line, code]`. */
export const inShort = (items: readonly ReadItem[]): unknown[][] =>
  items.map((item) =>
    'record' in item
      ? [item.record.line, ...Object.values(item.record.fields)]
      : [item.line, ...item.faults.map(({ code }) => code)],
  );

export interface ZipMember {
  readonly name: string;
  readonly content: Uint8Array | string;
  readonly flags?: number;
  readonly crc?: number;
  readonly stored?: boolean;
}

/** A zip archive made by hand, so that each of its fields can be wrong. */
export function zipOf(...members: readonly ZipMember[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, flags = 0, stored = false, ...given } of members) {
    const bytes = Buffer.from(content);
    const packed = stored ? bytes : deflateRawSync(bytes);
    const crc = given.crc ?? crc32(bytes);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(flags, 2);
    shared.writeUInt16LE(stored ? 0 : 8, 4);
    shared.writeUInt32LE(crc, 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(bytes.length, 18);
    shared.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, tail, Buffer.from(name));
    locals.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, index, end]);
}
