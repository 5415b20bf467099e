import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { aFile, aPart, inShort, itemsOf, open, type ZipMember, zipOf } from '../../../../../test/support/decoding';
import type { OpenedSource } from '../../application/source-files';

const CONTRACT = { formats: ['csv', 'workbook'] as const, columns: [{ name: 'a', required: true }] };
const TEXT = 'a;b\n1;é\n';
const READ = [[2, '1']];
const MiB = 1024 * 1024;

const opened = (bytes: Uint8Array, sizes?: readonly number[]): Promise<OpenedSource> =>
  open(aFile(bytes, 'file', sizes), aPart(CONTRACT));

const member = (more: Partial<ZipMember> = {}): ZipMember => ({ name: 'data.csv', content: TEXT, ...more });

async function refusalOf(bytes: Uint8Array): Promise<string> {
  const error: unknown = await opened(bytes).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ outcome: 'malformed', code: 'ingestion.compression-error' });
  return (error as { detail: { en: string } }).detail.en;
}

it.each([
  ['gzip', gzipSync(TEXT)],
  ['gzip', Buffer.concat([gzipSync('a;b\n1'), gzipSync(''), gzipSync(';é\n')])],
  ['gzip', Buffer.concat([gzipSync(TEXT), Buffer.alloc(20)])],
  ['zip', zipOf(member())],
  ['zip', zipOf(member({ stored: true }))],
  [
    'zip',
    zipOf(
      { name: 'data/', content: '' },
      { name: '__MACOSX/._data.csv', content: 'x' },
      { name: '.DS_Store', content: 'x' },
      member({ name: 'data/x.csv' }),
    ),
  ],
  ['zip', zipOf(member({ name: 'dir\\x.csv' }))],
])('%s is told by its magic bytes and holds the same content as the text', async (container, bytes) => {
  const text = await opened(Buffer.from(TEXT));
  for (const sizes of [[65536], [1]]) {
    const source = await opened(bytes, sizes);
    expect([source.details['container'], source.endProven, inShort(await itemsOf(source))]).toEqual([
      container,
      true,
      READ,
    ]);
    expect(source.contentSha256).toBe(text.contentSha256);
  }
  expect([text.details['container'], text.endProven]).toEqual(['none', false]);
});

it('a text that begins with PK is a text', async () => {
  const source = await open(aFile('PK;a\n1;2\n'), aPart(CONTRACT));
  expect(inShort(await itemsOf(source))).toEqual([[2, '2']]);
});

describe('refused', () => {
  const zipped = zipOf(member({ content: TEXT.repeat(100) }));
  const gzipped = gzipSync(TEXT.repeat(100));
  const flipped = (bytes: Buffer, at: number): Buffer => {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  };

  it.each([
    ['half a zip', zipped.subarray(0, zipped.length / 2)],
    ['a zip with one bit of its CRC changed', zipOf(member({ crc: 1 }))],
    ['an encrypted member', zipOf(member({ flags: 1 }))],
    ['a strongly encrypted member', zipOf(member({ flags: 0x41 }))],
    ['a name with ..', zipOf(member({ name: '../data.csv' }))],
    ['a name with .. in Windows manner', zipOf(member({ name: '..\\data.csv' }))],
    ['an absolute name', zipOf(member({ name: '/etc/data.csv' }))],
    ['the same beside a good member', zipOf(member(), { name: '../.hidden', content: '' })],
    ['two data members', zipOf(member(), member({ name: 'two.csv' }))],
    ['no data member', zipOf({ name: 'empty/', content: '' })],
    ['an empty archive', zipOf()],
    ['a zip in a zip', zipOf(member({ content: zipped }))],
    ['a gzip in a zip', zipOf(member({ content: gzipped }))],
    ['a zip in a gzip', gzipSync(zipped)],
    ['a gzip in a gzip', gzipSync(gzipped)],
    ['half a gzip', gzipped.subarray(0, gzipped.length / 2)],
    ['a gzip without its last byte', gzipped.subarray(0, -1)],
    ['a gzip with one bit of its CRC changed', flipped(gzipped, gzipped.length - 8)],
    ['garbage after a gzip', Buffer.concat([gzipped, Buffer.from('garbage')])],
    ['a gzip header and no more', Buffer.of(0x1f, 0x8b)],
    ['a zip header and no more', Buffer.from('PK\x03\x04', 'latin1')],
  ])('%s', async (_, bytes) => {
    expect(await refusalOf(bytes)).not.toBe('');
  });

  it('200 MiB of zeros, by zip or gzip', async () => {
    const zeros = Buffer.alloc(200 * MiB);
    expect(await refusalOf(zipOf(member({ content: zeros })))).toBe('It swells more than a hundredfold.');
    expect(await refusalOf(gzipSync(zeros))).toBe('It swells more than a hundredfold.');
  });

  it('a zip whose sizes lie', async () => {
    const bytes = zipOf(member({ content: Buffer.alloc(20 * MiB) }));
    const directory = bytes.lastIndexOf('PK\x01\x02', undefined, 'latin1');
    bytes.writeUInt32LE(1000, directory + 24);
    expect(await refusalOf(bytes)).toMatch(/^The zip archive is not sound: /);
  });

  it('more than 64 MiB compressed', async () => {
    expect(await refusalOf(zipOf(member({ content: Buffer.alloc(65 * MiB), stored: true })))).toBe(
      'It exceeds 64 MiB.',
    );
  });

  it('a workbook with a member of 300 MiB, before the workbook reader sees it', async () => {
    const bomb = zipOf(
      { name: 'xl/workbook.xml', content: '<x/>' },
      { name: 'xl/media', content: Buffer.alloc(300 * MiB) },
    );
    expect(await refusalOf(bomb)).toBe('The workbook exceeds 128 MiB once inflated.');
  });
});

it('a small file may swell as it likes up to one MiB', async () => {
  const source = await opened(gzipSync('a;b\n' + ';\n'.repeat(400_000)));
  expect(await itemsOf(source)).toHaveLength(400_000);
});

it('a reader that stops early leaves nothing open', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'decode-'));
  try {
    const path = join(folder, 'x');
    await writeFile(path, gzipSync('a\n' + 'x\n'.repeat(500_000), { level: 0 }));
    const streams: ReturnType<typeof createReadStream>[] = [];
    const file = { ...aFile(''), open: () => streams[streams.push(createReadStream(path)) - 1]! };
    for await (const batch of (await open(file, aPart(CONTRACT))).read(new AbortController().signal)) {
      expect(batch.length).toBeGreaterThan(0);
      break;
    }
    await new Promise(setImmediate);
    expect(streams.map(({ destroyed }) => destroyed)).not.toContain(false);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('an error of the file itself is handed on as it is', async () => {
  const file = { ...aFile(''), open: () => createReadStream('/nowhere/at/all') };
  await expect(open(file, aPart(CONTRACT))).rejects.toMatchObject({ code: 'ENOENT' });
});
