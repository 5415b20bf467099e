import fc from 'fast-check';
import { aFile, aPart, inShort, itemsOf, open, readAll } from '../../../../../test/support/decoding';
import type { SourceContract } from '../../application/source-contract';

const COLUMNS = [
  { name: 'id', required: true },
  { name: 'name', synonyms: ['Titre'] },
];
const ARRAY: Partial<SourceContract> = { formats: ['json'], columns: COLUMNS };
const FEATURES: Partial<SourceContract> = { ...ARRAY, items: 'features' };
const LINES: Partial<SourceContract> = { ...ARRAY, formats: ['ndjson'] };

const readCut = async (text: string, contract: Partial<SourceContract>, sizes: readonly number[]): Promise<unknown> =>
  inShort(await itemsOf(await open(aFile(text, 'file', sizes), aPart(contract))));

const codeOf = async (text: string, contract: Partial<SourceContract>): Promise<unknown> => {
  const error = await readAll(text, contract).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ outcome: 'malformed' });
  return (error as { code: string }).code;
};

describe('elements', () => {
  it.each([
    ['an array at the root', ARRAY, ' [ {"id":1,"name":"a"} ,\n{"ID":"]}","titre":[{}]},{"id":null}]\n '],
    [
      'an array under a key',
      FEATURES,
      '{"type":"x","n":{"features":[1]},"features" : [{"id":1,"name":"a"},{"id":"]}","name":[{}]},{"id":null}],"more":[[]]}',
    ],
    ['one object a line', LINES, '{"id":1,"name":"a"}\n{"id":"]}","name":[{}]}\r\n {"id":null} '],
  ])('are framed and bound: %s', async (_, contract, text) => {
    for (const sizes of [[65536], [1], [2, 3]]) {
      expect(await readCut(text, contract, sizes)).toEqual([
        [1, 1, 'a'],
        [2, ']}', [{}]],
        [3, null],
      ]);
    }
  });

  it('keep their values, their number and their own text; unknown keys are listed', async () => {
    const source = await open(aFile('[{"id":1.50,"__proto__":{"x":1},"b":[true]}]'), aPart(ARRAY));
    const [item] = await itemsOf(source);
    expect(item).toMatchObject({
      record: { line: 1, fields: { id: 1.5 } },
      cells: ['{"id":1.50,"__proto__":{"x":1},"b":[true]}'],
    });
    expect(Object.getPrototypeOf((item as { record: { fields: object } }).record.fields)).toBeNull();
    expect([source.header, source.endProven, source.details]).toEqual([
      [],
      true,
      { container: 'none', format: 'json', unknown_columns: ['__proto__', 'b'] },
    ]);
  });

  it('are numbered by their line in ndjson, blank lines included', async () => {
    const source = await open(aFile('\n{"id":1}\n\n  \n{"id":2}'), aPart(LINES));
    expect([inShort(await itemsOf(source)), source.endProven]).toEqual([
      [
        [2, 1],
        [5, 2],
      ],
      false,
    ]);
  });

  it('may be none', async () => {
    expect(await readAll('[ ]', ARRAY)).toEqual([]);
    expect(await readAll('{"features":[]}', FEATURES)).toEqual([]);
  });

  it('with a text that cannot be stored are faulty by themselves', async () => {
    const text = String.raw`[{"id":"a\u0000"},{"id":["\ud800"]},{"id":{"\u0000":1}},{"id":"\\u0000 \ud83d\ude00"}]`;
    const items = await readAll(text, ARRAY);
    expect(inShort(items)).toEqual([
      [1, 'forbidden_character'],
      [2, 'forbidden_character'],
      [3, 'forbidden_character'],
      [4, String.raw`\u0000 😀`],
    ]);
    expect(items[0]).toMatchObject({ faults: [{ field: 'id' }], cells: [String.raw`{"id":"a\u0000"}`] });
  });

  it('that are no objects are faulty by themselves', async () => {
    const values = ['1', '-2.5e3', '"]}\\""', 'null', 'true', '[{}]', '[]'];
    const faulty = values.map((text, index) => [index + 1, 'not_an_object', text]);
    for (const sizes of [[65536], [1], [2, 3]]) {
      for (const [contract, text] of [
        [ARRAY, `[${values.join(' ,')}]`],
        [ARRAY, `[${values.join(',\n')}]`],
        [LINES, values.join('\n')],
        [LINES, values.join(' \r\n') + '\n'],
      ] as const) {
        const items = await itemsOf(await open(aFile(text, 'file', sizes), aPart(contract)));
        expect(items.map((item) => [...inShort([item]).flat(), ...(item.cells ?? [])])).toEqual(faulty);
      }
    }
    expect(await readCut('true', LINES, [1])).toEqual([[1, 'not_an_object']]);
  });

  it('are read in UTF-16 too', async () => {
    expect(
      inShort(await itemsOf(await open(aFile(Buffer.from('\ufeff[{"id":"é"}]', 'utf16le')), aPart(ARRAY)))),
    ).toEqual([[1, 'é']]);
  });

  it('must have, the first hundred together, the required columns', async () => {
    expect(await codeOf('[{"name":1},{"nom":2}]', ARRAY)).toBe('ingestion.header-contract');
    expect(await readAll('[{"name":1},{"id":2}]', ARRAY)).toHaveLength(2);
    expect(await codeOf('[{"id":1,"x":2}]', { ...ARRAY, unknownColumns: 'refused' })).toBe('ingestion.header-contract');
  });
});

describe('malformed JSON', () => {
  it.each([
    ['an array that is not closed', ARRAY, '[{"id":1}'],
    ['an object that is not closed', ARRAY, '[{"id":1'],
    ['text after the array', ARRAY, '[{"id":1}] x'],
    ['a second array', ARRAY, '[{"id":1}][]'],
    ['a missing comma', ARRAY, '[{"id":1} {"id":2}]'],
    ['a comma too many', ARRAY, '[{"id":1},]'],
    ['two commas', ARRAY, '[{"id":1},,{"id":2}]'],
    ['a comma first', ARRAY, '[,{"id":1}]'],
    ['an element that is no word of JSON', ARRAY, '[{"id":1},nul]'],
    ['a closing brace too many', ARRAY, '[{"id":1},}]'],
    ['brackets crossed', ARRAY, '[{"id":1}}]'],
    ['an element that is no JSON', ARRAY, '[{"id":01}]'],
    ['brackets that do not match', ARRAY, '[{"id":[1}]]'],
    ['an object at the root', ARRAY, '{"id":1}'],
    ['no array under the key', FEATURES, '{"features":{"id":1}}'],
    ['no such key', FEATURES, '{"a":[],"b":{"features":[]}}'],
    ['the key as a value', FEATURES, '{"a":"features","b":[{"id":1}]}'],
    ['an array at the root instead', FEATURES, '[{"id":1}]'],
    ['bad text around the array', FEATURES, '{"features":[{"id":1}],}'],
    ['a root object that is not closed', FEATURES, '{"features":[{"id":1}]'],
    ['two objects on a line', LINES, '{"id":1}{"id":2}\n'],
    ['an object of two lines', LINES, '{"id":1,\n"name":2}\n'],
    ['a line cut by the end', LINES, '{"id":1}\n{"id":'],
    ['two values on a line', LINES, '1 2\n'],
    ['a comma between lines', LINES, '{"id":1},\n{"id":2}\n'],
    ['a string cut by the end of the line', LINES, '{"id":1}\n"x\n"'],
    ['bottomless nesting', ARRAY, '[{"id":' + '['.repeat(200) + ']'.repeat(200) + '}]'],
    ['bottomless nesting around the array', FEATURES, '{"a":' + '['.repeat(500_000)],
    ['an HTML page', ARRAY, '<html></html>'],
  ])('is refused: %s', async (_, contract, text) => {
    expect(await codeOf(text, contract)).toBe('ingestion.malformed-json');
  });

  it('says where, and what the file is instead', async () => {
    await expect(readAll('[{"id":1},{"id":tru}]', ARRAY)).rejects.toMatchObject({
      detail: { en: 'Element 2: not valid JSON', fr: 'Élément 2 : JSON invalide' },
    });
    await expect(readAll('[]', FEATURES)).rejects.toMatchObject({
      detail: { en: 'There is no array “features” in a root object.' },
    });
    await expect(readAll('id;name', ARRAY)).rejects.toMatchObject({
      detail: { en: 'This is plain text. Accepted: json.' },
    });
    await expect(readAll('<!doctype html><p>', ARRAY)).rejects.toMatchObject({
      detail: { en: 'This is an HTML page. Accepted: json.', fr: 'Ceci est une page HTML. Formats acceptés : json.' },
    });
  });

  it('is refused before memory fills: an element, or text around the array, beyond recordBytes', async () => {
    const small = { recordBytes: 1000 };
    expect(await codeOf(`[{"id":"${'x'.repeat(2000)}`, { ...ARRAY, ...small })).toBe('ingestion.record-too-large');
    expect(await codeOf(`[{"id":"${'x'.repeat(2000)}"}]`, { ...ARRAY, ...small })).toBe('ingestion.record-too-large');
    expect(await codeOf(`{"a":"${'x'.repeat(2000)}`, { ...FEATURES, ...small })).toBe('ingestion.record-too-large');
  });
});

it('a contract of several formats goes by the first character', async () => {
  const contract: Partial<SourceContract> = { ...ARRAY, formats: ['csv', 'json', 'ndjson'] };
  const formatOf = async (text: string): Promise<unknown> =>
    (await open(aFile(text), aPart(contract))).details['format'];
  expect(await Promise.all(['id;name\n1;2', '\n[{"id":1}]', ' {"id":1}'].map(formatOf))).toEqual([
    'csv',
    'json',
    'ndjson',
  ]);
});

it('gives every array of objects back, however it is laid out and cut', async () => {
  const values = fc.array(fc.record({ id: fc.jsonValue(), name: fc.string() }), { maxLength: 6 });
  const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });
  const layouts = fc.constantFrom(undefined, 1, '\t');
  await fc.assert(
    fc.asyncProperty(values, layouts, cuts, async (rows, indent, sizes) => {
      const expected = rows.map(({ id, name }, index) => [index + 1, id, name]);
      const clean = (read: unknown): unknown => JSON.parse(JSON.stringify(read));
      fc.pre(!/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(rows)));
      expect(clean(await readCut(JSON.stringify(rows, null, indent), ARRAY, sizes))).toEqual(clean(expected));
      const wrapped = JSON.stringify({ 'é"[': ['{'], features: rows, last: '}' }, null, indent);
      expect(clean(await readCut(wrapped, FEATURES, sizes))).toEqual(clean(expected));
      if (rows.length === 0) return;
      expect(clean(await readCut(rows.map((row) => JSON.stringify(row)).join('\n'), LINES, sizes))).toEqual(
        clean(expected),
      );
    }),
    { numRuns: 500 },
  );
});
