import { type CellObject, utils, type WorkBook, write } from '@e965/xlsx';
import { aFile, aPart, inShort, itemsOf, open } from '../../../../../test/support/decoding';
import type { OpenedSource } from '../../application/source-files';
import { StreamingSourceReader } from './streaming-source-reader';

const CONTRACT = {
  formats: ['workbook'] as const,
  columns: ['Date', 'Heures', 'Valeur', 'Note'].map((name) => ({ name })),
};

const dated = (v: number, z: string): CellObject => ({ t: 'n', v, z });

function aBook(rows: readonly (readonly unknown[])[], date1904 = false): WorkBook {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows as unknown[][]), 'first');
  utils.book_append_sheet(book, utils.aoa_to_sheet([['other']]), 'second');
  book.Workbook = { WBProps: { date1904 } };
  return book;
}

const opened = (book: WorkBook, bookType: 'xlsx' | 'biff8'): Promise<OpenedSource> =>
  open(aFile(write(book, { type: 'buffer', bookType, compression: true }) as Buffer), aPart(CONTRACT));

describe.each(['xlsx', 'biff8'] as const)('a workbook (%s)', (type) => {
  it('is its first sheet: days and times in ISO 8601, the other cells as they are', async () => {
    const book = aBook([
      ['Date', 'Heures', 'Valeur', 'Note'],
      [dated(42979, 'dd/mm/yyyy'), dated(0.5208333333333334, 'hh:mm'), 1.25, 'a"b,c;d'],
      [dated(42979.25, 'dd/mm/yyyy hh:mm'), dated(0.25 + 1 / 86400, 'hh:mm:ss'), 42979, ' x '],
      ['01/09/2017', '00:30', true, { t: 'e', v: 42 }],
    ]);
    const source = await opened(book, type);
    expect(inShort(await itemsOf(source))).toEqual([
      [2, '2017-09-01', '12:30', '1.25', 'a"b,c;d'],
      [3, '2017-09-01T06:00', '06:00:01', '42979', ' x '],
      [4, '01/09/2017', '00:30', 'true', '#N/A'],
    ]);
    expect([source.endProven, source.details]).toEqual([
      true,
      { container: 'workbook', format: 'workbook', unknown_columns: [] },
    ]);
  });

  it('numbers its rows as the sheet does, over blank rows and cells of several lines', async () => {
    const source = await opened(aBook([[], ['Date', 'Note'], ['1', 'x\ny\r\nz'], [], ['2'], ['3', '', 'x']]), type);
    expect(inShort(await itemsOf(source))).toEqual([
      [3, '1', expect.stringMatching(/^x\n/)],
      [5, '2', ''],
      [6, 'column_count'],
    ]);
  });

  it('may count its days from 1904', async () => {
    const source = await opened(
      aBook(
        [
          ['Date', 'Note'],
          [dated(41517, 'yyyy-mm-dd'), 'x'],
        ],
        true,
      ),
      type,
    );
    expect(inShort(await itemsOf(source))).toEqual([[2, '2017-09-01', 'x']]);
  });

  it('is the same content when made anew', async () => {
    const hashes = await Promise.all(
      [1, 2].map(() =>
        opened(
          aBook([
            ['Date', 'Note'],
            ['1', '2'],
          ]),
          type,
        ),
      ),
    );
    expect(hashes[0]?.contentSha256).toBe(hashes[1]?.contentSha256);
  });

  it('with an empty first sheet is an empty source', async () => {
    await expect(opened(aBook([[]]), type)).rejects.toMatchObject({ code: 'ingestion.empty-source' });
  });
});

it('is refused where the contract does not speak of workbooks', async () => {
  const bytes = write(aBook([['Date']]), { type: 'buffer', bookType: 'xlsx' }) as Buffer;
  await expect(open(aFile(bytes), aPart({ ...CONTRACT, formats: ['csv'] }))).rejects.toMatchObject({
    code: 'ingestion.header-contract',
    detail: { en: 'This is a workbook. Accepted: csv.' },
  });
});

it('is refused when its reader cannot make sense of it', async () => {
  const bytes = Buffer.alloc(2048, 7);
  Buffer.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1).copy(bytes);
  await expect(open(aFile(bytes), aPart(CONTRACT))).rejects.toMatchObject({
    outcome: 'malformed',
    code: 'ingestion.malformed-workbook',
  });
});

it('is refused beyond 400 000 rows', async () => {
  const rows = Array.from({ length: 400_001 }, (_, row) => [row]);
  await expect(opened(aBook(rows), 'xlsx')).rejects.toMatchObject({
    code: 'ingestion.malformed-workbook',
    detail: { en: 'It has more than 400000 rows.' },
  });
});

it('is read no further once the run is told to stop', async () => {
  const bytes = write(aBook([['Date']]), { type: 'buffer', bookType: 'biff8' }) as Buffer;
  const stop = new AbortController();
  const opening = new StreamingSourceReader().open(aFile(bytes), [aPart(CONTRACT)], stop.signal);
  setTimeout(() => {
    stop.abort(new Error('stopped'));
  }, 5);
  await expect(opening).rejects.toThrow('stopped');
});
