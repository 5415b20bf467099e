import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { chunks } from '../../../../../test/support/decoding';
import { ImportFailure } from '../../domain/import-failure';
import { framedRows } from './framed-rows';
import type { GuardRules } from './record-guard';

const RULES: GuardRules = { delimiter: ';', quoted: true, recordLines: 1, recordBytes: 1000 };

async function framed(
  text: string | Buffer,
  rules: Partial<GuardRules> = {},
  sizes?: readonly number[],
): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const rows of framedRows(chunks(Buffer.from(text), sizes), { ...RULES, ...rules })) {
    for (const row of rows)
      found.push('row' in row ? [row.line, ...Object.values(row.row)] : [row.line, row.defects.join()]);
  }
  return found;
}

const failureOf = async (work: Promise<unknown>): Promise<unknown> => {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof ImportFailure)) throw new Error('An ImportFailure was expected');
  return [error.outcome, error.code, error.extras.members?.['line']];
};

describe('record ends', () => {
  it.each(['a;b\nc;d\n', 'a;b\r\nc;d\r\n', 'a;b\rc;d\r', 'a;b\r\nc;d\n', 'a;b\nc;d', 'a;b\rc;d', 'a;b\r\nc;d\r'])(
    'are LF, CRLF and CR, the last one optional: %j',
    async (text) => {
      for (const sizes of [[100], [1], [2], [3, 1]])
        expect(await framed(text, {}, sizes)).toEqual([
          [1, 'a', 'b'],
          [2, 'c', 'd'],
        ]);
    },
  );

  it('make no record of a blank line, which still counts as a line', async () => {
    expect(await framed('\n\na;b\r\n\r\nc;d\r\re;f\n\n')).toEqual([
      [3, 'a', 'b'],
      [5, 'c', 'd'],
      [7, 'e', 'f'],
    ]);
  });

  it('are cells when quoted, as far as the contract allows lines to a record', async () => {
    expect(await framed('a;"b\nc";d\r\n"e\r\n\rf";g;h\ni;j;k', { recordLines: 3 })).toEqual([
      [1, 'a', 'b\nc', 'd'],
      [3, 'e\r\n\rf', 'g', 'h'],
      [6, 'i', 'j', 'k'],
    ]);
  });
});

describe('a defect costs its own record', () => {
  it.each([
    ['a quote in a cell', 'x"y;b'],
    ['text after a closing quote', '"x"y;b'],
    ['a space before a quote', ' "x";b'],
    ['several', 'x"y;"b'],
  ])('stray_quote: %s', async (_, line) => {
    expect(await framed(`a;b\n${line}\nc;d\n`)).toEqual([
      [1, 'a', 'b'],
      [2, 'stray_quote'],
      [3, 'c', 'd'],
    ]);
  });

  it('forbidden_character: NUL, in quotes or not', async () => {
    expect(await framed('a\0;b\n"\0";d\ne;f')).toEqual([
      [1, 'forbidden_character'],
      [2, 'forbidden_character'],
      [3, 'e', 'f'],
    ]);
    expect(await framed('a\0"b;c\nd;e')).toEqual([
      [1, 'stray_quote,forbidden_character'],
      [2, 'd', 'e'],
    ]);
  });

  it('leaves quotes alone where the contract says unquoted', async () => {
    expect(await framed('"a;b"c\n";"\n', { quoted: false })).toEqual([
      [1, '"a', 'b"c'],
      [2, '"', '"'],
    ]);
  });
});

describe('the whole file is refused for', () => {
  it.each([
    ['a quote that is never closed', 'a;b\nc;"d\ne;f\n', 1, 2],
    ['one on the last line', 'a;b\nc;"d', 1, 2],
    ['one that swallows more lines than a record may have', 'a;"b\nc\nd\n";e', 3, 1],
    ['one that is open at the end', 'x;y\na;"b\nc', 9, 2],
    ['bad quoting in a record of several lines', 'x;y\na;"b\nc"d;e\n', 9, 2],
  ])('%s', async (_, text, recordLines, line) => {
    expect(await failureOf(framed(text, { recordLines }))).toEqual(['malformed', 'ingestion.unterminated-quote', line]);
    expect(await failureOf(framed(text, { recordLines }, [1]))).toEqual([
      'malformed',
      'ingestion.unterminated-quote',
      line,
    ]);
  });

  it.each([
    ['with an end', 'a;b\n' + 'c'.repeat(1001) + '\nd;e\n'],
    ['without', 'a;b\n' + 'c'.repeat(5000)],
  ])('a record too large, %s', async (_, text) => {
    for (const sizes of [[10_000], [7]]) {
      expect(await failureOf(framed(text, {}, sizes))).toEqual(['malformed', 'ingestion.record-too-large', 2]);
    }
  });
});

const pieces = fc.constantFrom(
  'a',
  'b',
  'é',
  ' ',
  '"',
  '""',
  ';',
  ';"',
  '";',
  '"\n',
  '\n"',
  '\n',
  '\r\n',
  '\r',
  ',',
  '😀',
);
const texts = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));
const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

/** null: csv-parse gives the file up. */
function oracle(text: string): string[][] | null {
  try {
    return parse(text, {
      delimiter: ';',
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
    });
  } catch {
    return null;
  }
}

describe('compared with csv-parse', () => {
  const rules = { recordLines: Infinity, recordBytes: 100_000 };

  it('reads the same cells, and takes exactly the texts that it takes', async () => {
    const compare = async (text: string, cut: readonly number[]): Promise<void> => {
      const expected = oracle(text);
      const rows = await framed(text, rules, cut).catch(() => null);
      const flawless = rows?.every((row) => (row as unknown[])[1] !== 'stray_quote') === true;
      if (expected === null) expect(flawless).toBe(false);
      else expect(rows?.map((row) => (row as unknown[]).slice(1))).toEqual(expected);
    };
    await fc.assert(fc.asyncProperty(texts, sizes, compare), { numRuns: 6000 });
  });

  it('gives every well-formed table back, however its cells are quoted, ended and cut', async () => {
    const cell = fc
      .array(fc.constantFrom('a', 'é', '"', ';', '\n', '\r', ' ', '€'), { maxLength: 6 })
      .map((c) => c.join(''));
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 8 });
    const ends = fc.constantFrom('\n', '\r\n', '\r');
    await fc.assert(
      fc.asyncProperty(table, ends, sizes, async (rows, end, cut) => {
        const text = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(';') + end).join('');
        const read = await framed(text, rules, cut);
        expect(read.map((row) => (row as unknown[]).slice(1))).toEqual(rows);
      }),
      { numRuns: 1500 },
    );
  });

  it('frames the same whatever the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(texts, sizes, async (text, cut) => {
        const whole = await framed(text).catch((error: unknown) => String(error));
        expect(await framed(text, {}, cut).catch((error: unknown) => String(error))).toEqual(whole);
      }),
      { numRuns: 1500 },
    );
  });
});
