import fc from 'fast-check';
import { aFile, aPart, chunks, itemsOf, open } from '../../../../../test/support/decoding';
import type { SourceContract } from '../../application/source-contract';
import { Utf16Check } from './utf16-check';
import { Utf8Check } from './utf8-check';

const CONTRACT: Partial<SourceContract> = { columns: [{ name: 'a' }, { name: 'b', required: true }] };
const WITH_1252: Partial<SourceContract> = { ...CONTRACT, fallbackEncoding: 'windows-1252' };

async function cells(bytes: Uint8Array, contract = WITH_1252, sizes?: readonly number[]): Promise<unknown[]> {
  const source = await open(aFile(bytes, 'file', sizes), aPart(contract));
  return [source.encoding, ...(await itemsOf(source)).map(({ cells: kept }) => kept)];
}

const offsetOf = async (bytes: Uint8Array, contract = WITH_1252): Promise<unknown> => {
  const error: unknown = await open(aFile(bytes, 'file', [1]), aPart(contract)).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ outcome: 'malformed', code: 'ingestion.encoding-error' });
  return (error as { extras: { members: { offset: number } } }).extras.members.offset;
};

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const TEXT = 'a;b\né€😀;œ\n';
const READ = [['é€😀', 'œ']];

it.each([
  ['utf-8', Buffer.from(TEXT)],
  ['utf-8', Buffer.from('\ufeff' + TEXT)],
  ['utf-16le', Buffer.from('\ufeff' + TEXT, 'utf16le')],
  ['utf-16be', utf16be('\ufeff' + TEXT)],
])('%s is told by its bytes, with or without BOM, however they are cut', async (encoding, bytes) => {
  for (const sizes of [[65536], [1], [2], [3]])
    expect(await cells(bytes, WITH_1252, sizes)).toEqual([encoding, ...READ]);
});

it('windows-1252 is taken where the contract lists it, with the letters of 80-9F', async () => {
  const bytes = latin('a;b\n\xe9\x80;\x9c\x92\n');
  for (const sizes of [[65536], [1]])
    expect(await cells(bytes, WITH_1252, sizes)).toEqual(['windows-1252', ['é€', 'œ’']]);
});

it('a non-ASCII byte at the very end of a large file still decides', async () => {
  const bytes = latin('a;b\n' + '1;2\n'.repeat(50_000) + 'x;\xe9');
  expect((await cells(bytes))[0]).toBe('windows-1252');
});

describe('refused, with the offset of the first invalid byte', () => {
  it.each<[string, Uint8Array, number, Partial<SourceContract>?]>([
    ['no UTF-8 and no fallback', latin('a;b\n\xe9;1\n'), 4, CONTRACT],
    ['a sequence cut by the end', latin('a;b\n1;\xe2\x82'), 6, CONTRACT],
    ['an overlong sequence', latin('a;b\n1;\xc0\xaf\n'), 6, CONTRACT],
    ['a surrogate in UTF-8', latin('a;b\n1;\xed\xa0\x80\n'), 6, CONTRACT],
    ['two encodings mixed', Buffer.concat([latin('a;b\n\xe9;1\n'), Buffer.from('é;2\n')]), 4],
    ['the same, the other way round', Buffer.concat([Buffer.from('a;b\né;2\n'), latin('\xe9;1\n')]), 9],
    ['a byte that windows-1252 does not define', latin('a;b\n\xe9;\x81\n'), 6],
    ['bad UTF-8 after a BOM, whatever the fallback', latin('\xef\xbb\xbfa;b\n\xe9;1\n'), 7],
    ['an odd byte in UTF-16', Buffer.concat([Buffer.from('\ufeffa;b\n1;2\n', 'utf16le'), Buffer.of(65)]), 18],
    ['a lone high surrogate', Buffer.from('\ufeffa;b\n\ud800;2\n', 'utf16le'), 10],
    ['a lone low surrogate', utf16be('\ufeffa;b\n\udc00;2\n'), 10],
    ['a high surrogate at the end', utf16be('\ufeffa;b\n\ud83d'), 10],
  ])('%s', async (_, bytes, offset, contract = WITH_1252) => {
    expect(await offsetOf(bytes, contract)).toBe(offset);
  });
});

const accepts = (encoding: string, bytes: Uint8Array): boolean => {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

const byte = fc.oneof(
  fc.constantFrom(0x41, 0x80, 0xbf, 0xc2, 0xe0, 0xed, 0xa0, 0xf0, 0x90, 0xf4, 0xd8, 0xdc, 0),
  fc.nat(255),
);
const bytesOf = fc.array(byte, { maxLength: 12 }).map((bytes) => Uint8Array.from(bytes));
const sizesOf = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 });

it.each([
  ['utf-8', () => new Utf8Check()],
  ['utf-16le', () => new Utf16Check('utf-16le')],
  ['utf-16be', () => new Utf16Check('utf-16be')],
])(
  'the check of %s agrees with the platform’s decoder, and points at the end of the longest valid start',
  async (name, create) => {
    await fc.assert(
      fc.asyncProperty(bytesOf, sizesOf, async (bytes, sizes) => {
        const check = create();
        for await (const chunk of chunks(bytes, sizes)) check.push(chunk);
        check.finish();
        expect(check.firstInvalid === null).toBe(accepts(name, bytes));
        if (check.firstInvalid !== null) expect(accepts(name, bytes.subarray(0, check.firstInvalid))).toBe(true);
      }),
      { numRuns: 3000 },
    );
  },
);

it('several bytes are noticed in a chunk that is good as a whole, and in one that is cut anywhere', () => {
  const bytes = Buffer.from('a€é😀b');
  for (let at = 0; at <= bytes.length; at++) {
    const check = new Utf8Check();
    check.push(bytes.subarray(0, at));
    check.push(bytes.subarray(at));
    check.push(Buffer.from('é').subarray(0, 1));
    check.finish();
    expect([check.hasMultiByte, check.firstInvalid]).toEqual([true, bytes.length]);
  }
});
