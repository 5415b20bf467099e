import { problem } from '@hexagone/kernel';
import { aFile, aPart, inShort, itemsOf, never, open, readAll } from '../../../../../test/support/decoding';
import type { SourceContract } from '../../application/source-contract';
import { ImportFailure } from '../../domain/import-failure';

const COLUMNS = [{ name: 'day', required: true }, { name: 'value', synonyms: ['Mesure'] }, { name: 'note' }];
const CONTRACT: Partial<SourceContract> = { columns: COLUMNS };

async function refusal(content: string | Uint8Array, contract: Partial<SourceContract>): Promise<ImportFailure> {
  const error: unknown = await readAll(content, contract).catch((thrown: unknown) => thrown);
  if (error instanceof ImportFailure) return error;
  throw new Error('An ImportFailure was expected');
}

const membersOf = async (content: string, contract: Partial<SourceContract>): Promise<unknown> =>
  (await refusal(content, contract)).extras.members;

describe('records', () => {
  it('carry the contract’s names, their line and untrimmed text', async () => {
    const [first, second] = await readAll('Day;Mesure;Other\n 01 ;007;x\n\n;1e3;\n', CONTRACT);
    expect(first).toMatchObject({
      record: { line: 2, fields: { day: ' 01 ', value: '007' } },
      cells: [' 01 ', '007', 'x'],
    });
    expect(second).toMatchObject({ record: { line: 4, fields: { day: '', value: '1e3' } }, cells: ['', '1e3', ''] });
  });

  it('have fields without prototype, in which a hostile column name is harmless', async () => {
    const source = await open(aFile('day;__proto__;constructor\n1;2;3\n'), aPart(CONTRACT));
    const [item] = await itemsOf(source);
    if (!item || !('record' in item)) throw new Error('A record was expected');
    expect(Object.getPrototypeOf(item.record.fields)).toBeNull();
    expect(Object.keys(item.record.fields)).toEqual(['day']);
    expect(source.details['unknown_columns']).toEqual(['__proto__', 'constructor']);
  });

  it('lie outside when their number of cells differs', async () => {
    const items = await readAll('day;value;note\n1;2\n1;2;3;4\n1;2;3;\n1;2;3\n', CONTRACT);
    expect(items.slice(0, 3)).toEqual([
      { line: 2, faults: [{ code: 'column_count', params: { expected: 3, found: 2 } }], cells: ['1', '2'] },
      { line: 3, faults: [{ code: 'column_count', params: { expected: 3, found: 4 } }], cells: ['1', '2', '3', '4'] },
      { line: 4, faults: [{ code: 'column_count', params: { expected: 3, found: 4 } }], cells: ['1', '2', '3', ''] },
    ]);
    expect(inShort(items).at(3)).toEqual([5, '1', '2', '3']);
  });

  it('may end with as many empty cells as the contract says', async () => {
    const contract = { ...CONTRACT, emptyTrailingCells: 1 };
    expect(inShort(await readAll('day;value\n1;2;\n1;2\n1;2;;\n1;2;x\n', contract))).toEqual([
      [2, '1', '2'],
      [3, '1', '2'],
      [4, 'column_count'],
      [5, 'column_count'],
    ]);
  });

  it('keep the faults of a record with its field, value and cells; NUL is shown, since it cannot be stored', async () => {
    expect(await readAll('day;value\na;1\0"2\n', CONTRACT)).toEqual([
      {
        line: 2,
        faults: [
          { code: 'stray_quote', field: 'value', value: '1␀"2' },
          { code: 'forbidden_character', field: 'value', value: '1␀"2' },
        ],
        cells: ['a', '1␀"2'],
      },
    ]);
  });

  it('keep no cells beyond 8 KiB', async () => {
    const [small, large] = await readAll(`day\n${'x'.repeat(8000)}\n${'x'.repeat(8190)}\n`, CONTRACT);
    expect([small?.cells?.length, large?.cells]).toEqual([1, null]);
  });

  it('are not made of lines of blanks', async () => {
    expect(inShort(await readAll('  \n day ;value\n   \n1;2\n\t\n', CONTRACT))).toEqual([[4, '1', '2']]);
  });

  it('include the footer that the contract names, whatever its cells', async () => {
    const contract = { ...CONTRACT, footer: 'Source :' };
    const source = await open(aFile('day;value\n1;2\nSource : RTE\n\n'), aPart(contract));
    expect([inShort(await itemsOf(source)), source.endProven]).toEqual([
      [
        [2, '1', '2'],
        [3, 'Source : RTE'],
      ],
      true,
    ]);
    expect((await open(aFile('day;value\n"Source : RTE; 2"'), aPart(contract))).endProven).toBe(true);
    expect((await open(aFile('day;value\nSource : RTE\n1;2\n'), aPart(contract))).endProven).toBe(false);
  });

  it('come in batches of a thousand at most, and again when read again', async () => {
    const source = await open(aFile('day\n' + '1\n'.repeat(2500)), aPart(CONTRACT));
    const sizes: number[] = [];
    for await (const batch of source.read(never)) sizes.push(batch.length);
    expect(sizes).toEqual([1000, 1000, 500]);
    expect(await itemsOf(source)).toHaveLength(2500);
  });

  it('stop coming when the run is told to stop', async () => {
    const source = await open(aFile('day\n1\n'), aPart(CONTRACT));
    const reading = source.read(AbortSignal.abort(new Error('stopped')))[Symbol.asyncIterator]();
    await expect(reading.next()).rejects.toThrow('stopped');
  });
});

describe('the header', () => {
  it('binds in any order, without accents, case, spaces or punctuation', async () => {
    const contract = { columns: [{ name: 'code_région', required: true }, { name: 'été' }] };
    expect(inShort(await readAll('ETE,"Code Region"\n1,2\n', contract))).toEqual([[2, '2', '1']]);
  });

  it.each([';', ',', '\t', '|'])('is found with the delimiter %j', async (delimiter) => {
    const source = await open(
      aFile(['day', 'value'].join(delimiter) + '\n1' + delimiter + '2\n'),
      aPart({
        ...CONTRACT,
        delimiters: [';', ',', '\t', '|'],
        columns: [COLUMNS[0]!, { name: 'value', required: true }],
      }),
    );
    expect([source.details['delimiter'], source.header, inShort(await itemsOf(source))]).toEqual([
      delimiter,
      ['day', 'value'],
      [[2, '1', '2']],
    ]);
  });

  it('is unquoted in tab-separated text unless the contract says otherwise', async () => {
    expect(inShort(await readAll('day\tvalue\n"1\t2"\n', CONTRACT))).toEqual([[2, '"1', '2"']]);
    expect(inShort(await readAll('day\tvalue\n"1"\t2\n', { ...CONTRACT, quoted: true }))).toEqual([[2, '1', '2']]);
  });

  it('is refused with what is missing, what was found and what was meant', async () => {
    const failure = await refusal('day;Mesur;x\n', {
      columns: [...COLUMNS.slice(0, 1), { name: 'Mesure', required: true }],
    });
    expect([failure.outcome, failure.code]).toEqual(['malformed', 'ingestion.header-contract']);
    expect(failure.detail).toEqual({
      en: 'Missing: Mesure. “Mesur” may mean Mesure. Found: day | Mesur | x.',
      fr: 'Manquent : Mesure. « Mesur » veut peut-être dire Mesure. Trouvées : day | Mesur | x.',
    });
    expect(failure.extras.members).toEqual({
      missing: ['Mesure'],
      repeated: [],
      refused: [],
      found: ['day', 'Mesur', 'x'],
      nearest: { Mesur: 'Mesure' },
    });
  });

  it('is refused when a column is bound twice', async () => {
    expect(await membersOf('day;value;mesure\n1;2;3\n', CONTRACT)).toMatchObject({ missing: [], repeated: ['value'] });
  });

  it('needs one column of each group', async () => {
    const contract = { ...CONTRACT, requireOneOf: [['value', 'note']] };
    expect(await membersOf('day;x\n', contract)).toMatchObject({ missing: ['value | note'] });
    expect(inShort(await readAll('day;note\n1;2\n', contract))).toEqual([[2, '1', '2']]);
  });

  it('is refused for unknown columns where the contract says so', async () => {
    const contract = { ...CONTRACT, unknownColumns: 'refused' } as const;
    expect(await membersOf('day;valeu\n1;2\n', contract)).toMatchObject({
      refused: ['valeu'],
      nearest: { valeu: 'value' },
    });
  });

  it('may be asked for to the letter', async () => {
    const contract = { ...CONTRACT, header: 'exact' } as const;
    expect(await membersOf('Day;value\n', contract)).toMatchObject({ missing: ['day'], nearest: { Day: 'day' } });
    expect(inShort(await readAll('value;day\n1;2\n', contract))).toEqual([[2, '2', '1']]);
  });

  it('may be absent: columns by position, of the expected width', async () => {
    const contract = { ...CONTRACT, header: 'position', emptyTrailingCells: 1 } as const;
    expect(inShort(await readAll('1;2;3;\n4;5\n', contract))).toEqual([
      [1, '1', '2', '3'],
      [2, 'column_count'],
    ]);
    expect((await refusal('1;2;3;4\n', contract)).detail.en).toContain('Expected 3 cells, found 4.');
    expect((await refusal('1;2\n', contract)).detail.en).toContain('Expected 3 cells, found 2.');
  });

  it('is refused when its quoting is bad', async () => {
    expect((await refusal('day;"value"x\n1;2\n', CONTRACT)).code).toBe('ingestion.header-contract');
  });

  it('is not looked for in an HTML page or an XML document, which are named', async () => {
    expect((await refusal('\n<!DOCTYPE html>\n<html><p>404</p></html>', CONTRACT)).detail).toMatchObject({
      en: expect.stringMatching(/^This is an HTML page\./),
      fr: expect.stringMatching(/^Ceci est une page HTML\./),
    });
    expect((await refusal('<?xml version="1.0"?><a/>', CONTRACT)).detail.en).toMatch(/^This is an XML document\./);
  });

  it('has the problem code that the context declared', async () => {
    problem('elsewhere.not-mine', 'rule-broken', { en: 'Not mine', fr: 'Pas à moi' });
    expect((await refusal('x\n', { ...CONTRACT, headerProblem: 'elsewhere.not-mine' })).code).toBe(
      'elsewhere.not-mine',
    );
    expect((await refusal('x\n', { ...CONTRACT, headerProblem: 'elsewhere.unheard-of' })).code).toBe(
      'ingestion.header-contract',
    );
  });

  it('and what else was seen go to the report', async () => {
    const { details, encoding, endProven } = await open(aFile('day;;More\n1;;2'), aPart(CONTRACT));
    expect([encoding, endProven, details]).toEqual([
      'utf-8',
      false,
      { container: 'none', format: 'csv', delimiter: ';', final_newline: false, unknown_columns: ['More'] },
    ]);
  });

  it('alone makes a source without records', async () => {
    expect(await readAll('day;value\n', CONTRACT)).toEqual([]);
  });
});

describe('a whole file is refused', () => {
  it('when it holds nothing but blanks', async () => {
    for (const text of ['', '\n', ' \r\n\t', '\ufeff', '\ufeff \n']) {
      expect((await refusal(text, CONTRACT)).code).toBe('ingestion.empty-source');
    }
    expect((await refusal(Buffer.from('\ufeff \n', 'utf16le'), CONTRACT)).code).toBe('ingestion.empty-source');
  });

  it('for a record or a header of more than 2 000 cells', async () => {
    const wide = 'x;'.repeat(2000) + 'x\n';
    const failure = await refusal('day;value\n1;2\n' + wide, CONTRACT);
    expect([failure.code, failure.extras.members]).toEqual([
      'ingestion.too-many-columns',
      { line: 3, found: 2001, limit: 2000 },
    ]);
    expect((await refusal(wide, CONTRACT)).code).toBe('ingestion.too-many-columns');
  });

  it('for a line of many mebibytes, with flat memory', async () => {
    let most = 0;
    const long = async function* (): AsyncGenerator<Uint8Array> {
      for (let given = 0; given < 1000; given++) {
        yield await Promise.resolve(Buffer.alloc(65536, 'x'));
        most = Math.max(most, process.memoryUsage().arrayBuffers);
      }
    };
    const before = process.memoryUsage().arrayBuffers;
    const failing = open({ ...aFile('x'), open: long }, aPart(CONTRACT));
    await expect(failing).rejects.toMatchObject({ code: 'ingestion.record-too-large' });
    expect(most - before).toBeLessThan(64 * 1024 * 1024);
  });
});

describe('among several parts', () => {
  const days = aPart({ columns: [{ name: 'day', required: true }] }, { name: 'days' });
  const towns = aPart(
    {
      columns: [
        { name: 'town', required: true },
        { name: 'mayor', required: true },
      ],
    },
    { name: 'towns', fileName: /^towns/ },
  );

  it('the file goes to the first whose name pattern, then header, fits', async () => {
    expect((await open(aFile('day\n1\n', 'towns.csv'), towns, days)).part.name).toBe('days');
    expect((await open(aFile('town;mayor\n1;2\n', 'towns.csv'), days, towns)).part.name).toBe('towns');
    await expect(open(aFile('town;mayor\n1;2\n', 'other.csv'), days, towns)).rejects.toMatchObject({
      extras: { members: { missing: ['day'] } },
    });
  });

  it('the nearest one is reported when none fits', async () => {
    const three = aPart({ columns: ['a', 'b', 'c'].map((name) => ({ name, required: true })) });
    await expect(open(aFile('town\n1\n', 'towns.csv'), three, towns)).rejects.toMatchObject({
      extras: { members: { missing: ['mayor'] } },
    });
  });

  it('a name that is none of theirs is refused, but a part offered alone is not asked for its pattern', async () => {
    const other = aPart({}, { fileName: /^other/ });
    await expect(open(aFile('town\n', 'x.csv'), towns, other)).rejects.toMatchObject({
      code: 'ingestion.header-contract',
    });
    expect((await open(aFile('town;mayor\n', 'x.csv'), towns)).part).toBe(towns);
  });

  it('one contract’s bad encoding does not stop another part', async () => {
    const latin = aPart({ ...days.contract, fallbackEncoding: 'windows-1252' });
    expect((await open(aFile(Buffer.from('day\n\xe9\n', 'latin1')), days, latin)).encoding).toBe('windows-1252');
  });
});
