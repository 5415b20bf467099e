import { write, utils } from '@e965/xlsx';
import { gzipSync } from 'node:zlib';
import { aFile, aPart, itemsOf, open, type ZipMember, zipOf } from '../../../../../test/support/decoding';
import type { SourceContract } from '../../application/source-contract';
import { ImportFailure } from '../../domain/import-failure';
import { openZip } from './zip';

/** A small generator of numbers that look random and are the same in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const NASTY = [0, 0x0a, 0x0d, 0x22, 0x3b, 0x5b, 0x5d, 0x7b, 0x7d, 0x81, 0xc3, 0xed, 0xf4, 0xff];

/** One to four bytes changed, inserted, repeated, taken away, or the end cut off. */
function mutated(bytes: Buffer, random: (below: number) => number): Buffer {
  let result = Buffer.from(bytes);
  for (let times = 1 + random(4); times > 0 && result.length > 1; times--) {
    const at = random(result.length);
    const byte = Buffer.of(random(2) === 0 ? (NASTY[random(NASTY.length)] ?? 0) : random(256));
    const tail = [at + 1, at, at, Math.min(result.length, at + 1 + random(20)), result.length][random(5)] ?? at;
    result = Buffer.concat([
      result.subarray(0, at),
      tail === result.length ? Buffer.alloc(0) : byte,
      result.subarray(tail),
    ]);
  }
  return result;
}

const table = (end: string): string =>
  'day;value;note' + end + Array.from({ length: 60 }, (_, i) => `${i};"v ""${i}""";é${end}`).join('');
const rows = Array.from({ length: 30 }, (_, id) => ({ day: id, note: 'é"]', more: [{ id }] }));
const sheet = utils.book_new();
utils.book_append_sheet(sheet, utils.json_to_sheet(rows.map(({ day, note }) => ({ day, note }))));

const BASE: Partial<SourceContract> = { columns: [{ name: 'day', required: true }, { name: 'note' }] };
const CSV: Partial<SourceContract> = { ...BASE, fallbackEncoding: 'windows-1252' };

const SEEDS: [string, Buffer, Partial<SourceContract>, number][] = [
  ['CSV', Buffer.from(table('\n')), CSV, 400],
  [
    'CSV with records of several lines',
    Buffer.from(table('\r\n').replaceAll('v ', 'v\n')),
    { ...CSV, recordLines: 5 },
    400,
  ],
  ['windows-1252', Buffer.from(table('\r'), 'latin1'), CSV, 300],
  ['UTF-16', Buffer.from('\ufeff' + table('\n'), 'utf16le'), CSV, 300],
  ['JSON', Buffer.from(JSON.stringify(rows)), { ...BASE, formats: ['json'] }, 300],
  [
    'JSON under a key',
    Buffer.from(JSON.stringify({ a: '[', rows, b: {} })),
    { ...BASE, formats: ['json'], items: 'rows' },
    300,
  ],
  ['ndjson', Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n')), { ...BASE, formats: ['ndjson'] }, 300],
  ['gzip', gzipSync(table('\n')), CSV, 300],
  ['zip', zipOf({ name: 'x.csv', content: table('\n') }), CSV, 400],
  ['xlsx', write(sheet, { type: 'buffer', bookType: 'xlsx' }) as Buffer, { ...CSV, formats: ['csv', 'workbook'] }, 30],
  ['xls', write(sheet, { type: 'buffer', bookType: 'biff8' }) as Buffer, { ...CSV, formats: ['csv', 'workbook'] }, 30],
];

const outcomeOf = (
  bytes: Buffer,
  contract: Partial<SourceContract>,
  random: (below: number) => number,
): Promise<string> =>
  open(aFile(bytes, 'file', [1 + random(200)]), aPart(contract))
    .then(itemsOf)
    .then(
      () => 'read',
      (error: unknown) =>
        error instanceof ImportFailure && error.outcome === 'malformed' ? error.code : String(error),
    );

it.each(SEEDS)(
  '%s with random damage is read or refused: it never hangs and never breaks',
  async (_, seed, contract, runs) => {
    const random = numbers(seed.length);
    const outcomes = new Set<string>();
    for (let run = 0; run < runs; run++) {
      const started = performance.now();
      const outcome = await outcomeOf(mutated(seed, random), contract, random);
      outcomes.add(outcome);
      expect(outcome).toMatch(/^(read|ingestion\.[a-z-]+)$/);
      expect(performance.now() - started).toBeLessThan(10_000);
    }
    expect(outcomes).not.toEqual(new Set(['read']));
  },
);

it('a workbook of which one member is damaged, in an archive that is sound, is read or refused', async () => {
  const archive = await openZip(write(sheet, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  const members: ZipMember[] = [];
  for (const member of archive.members) {
    const content: Uint8Array[] = [];
    for await (const chunk of archive.read(member)) content.push(chunk);
    members.push({ name: member.fileName, content: Buffer.concat(content) });
  }
  const random = numbers(7);
  const outcomes = new Set<string>();
  for (let run = 0; run < 40; run++) {
    const struck = random(members.length);
    const damaged = members.map(({ name, content }, at) => ({
      name,
      content: at === struck ? mutated(Buffer.from(content), random) : content,
    }));
    outcomes.add(await outcomeOf(zipOf(...damaged), { ...CSV, formats: ['workbook'] }, random));
  }
  expect([...outcomes].filter((outcome) => !/^(read|ingestion\.[a-z-]+)$/.test(outcome))).toEqual([]);
});
