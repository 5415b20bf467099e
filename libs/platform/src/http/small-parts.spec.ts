import fc from 'fast-check';
import type { FastifyRequest } from 'fastify';
import { urlWith } from './collections';
import { csvCell, csvLine } from './csv';
import { CursorCodec } from './cursor-codec';
import { readJson } from './edge/json-body';
import { RouteTable } from './edge/route-table';
import { literalPattern } from './filters';
import { preferredLanguage } from './language';
import { sameTag } from './read-tags';

describe('CSV', () => {
  it('neutralises what a spreadsheet would run, and nothing else', () => {
    for (const text of ['=1+1', '+1', '-1', '@a', '\tx', '\rx']) expect(csvCell(text).replace(/^"/, '')).toMatch(/^'/);
    expect([null, undefined, -1.5, true, 'a-1', '', "l'été", { a: 1 }].map(csvCell)).toEqual([
      '',
      '',
      '-1.5',
      'true',
      'a-1',
      '',
      "l'été",
      '"{""a"":1}"',
    ]);
    expect(csvLine(['a,b', 'say "x"', 'two\nlines'])).toBe('"a,b","say ""x""","two\nlines"\r\n');
  });
});

describe('a cursor', () => {
  const codec = new CursorCodec('a secret of tests');
  const bound = { resource: 'runs', filter: { state: 'failed' }, sort: '-id' };

  it('comes back as it went', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.integer(), fc.string()), { minLength: 1 }), (position) => {
        expect(codec.open(codec.seal(position, bound), bound)).toEqual(position);
      }),
    );
  });

  it('is refused when one letter differs, elsewhere, and under another secret', () => {
    const cursor = codec.seal([1, 'a'], bound);
    for (let i = 0; i < cursor.length - 1; i++) {
      const altered = cursor.slice(0, i) + (cursor[i] === 'A' ? 'B' : 'A') + cursor.slice(i + 1);
      expect(() => codec.open(altered, bound)).toThrow();
    }
    for (const other of [
      { ...bound, resource: 'x' },
      { ...bound, filter: {} },
      { ...bound, sort: 'id' },
    ])
      expect(() => codec.open(cursor, other)).toThrow();
    expect(() => new CursorCodec('another').open(cursor, bound)).toThrow();
    expect(() => codec.open('', bound)).toThrow();
  });
});

describe('JSON', () => {
  const code = (text: string): unknown => {
    try {
      return readJson(Buffer.from(text));
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it('is read as JSON.parse does, whatever is harmless', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5, noUnicodeString: true }), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!/__proto__|constructor|prototype|\\u0000/.test(text));
        expect(readJson(Buffer.from(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('has limits exactly where they are said to be', () => {
    expect(code('['.repeat(32) + ']'.repeat(32))).toBeInstanceOf(Array);
    expect(code('['.repeat(33) + ']'.repeat(33))).toBe('platform.json-too-deep');
    expect(code(`[${'0,'.repeat(5_000)}0]`)).toHaveLength(5_001);
    expect(code(`[${'0,'.repeat(5_001)}0]`)).toBe('platform.json-too-many-members');
    expect(code(`["${'[,{'.repeat(6_000)}"]`)).toHaveLength(1);
    expect(code('["\\\\",[]]')).toEqual(['\\', []]);
    expect(code('')).toBeUndefined();
  });
});

describe('the language', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['fr', 'fr'],
    ['fr-CA, en;q=0.9', 'fr'],
    ['en, fr;q=0.9', 'en'],
    ['fr;q=0.4, en;q=0.5', 'en'],
    ['de, fr;q=0.1', 'fr'],
    ['de', 'en'],
    ['fr;q=0', 'en'],
    ['fr;q=oops', 'en'],
    ['*', 'en'],
    ['FR', 'fr'],
  ])('of %j is %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });
});

describe('a pattern', () => {
  it('takes its text literally', () => {
    expect([literalPattern('starts', '50%'), literalPattern('contains', 'a_b\\c*é 1')]).toEqual([
      '^50\\%',
      'a\\_b\\\\c\\*é 1',
    ]);
  });
});

describe('tags', () => {
  it('are the same whether weak or not, in any place of a list', () => {
    expect(sameTag('"a", W/"b"', '"b"')).toBe(true);
    expect(sameTag('"a"', '"b"')).toBe(false);
    expect(sameTag('*', '"b"')).toBe(false);
  });
});

describe('the table of routes', () => {
  const table = new RouteTable();
  for (const [method, url] of [
    ['GET', '/sites'],
    ['POST', '/sites'],
    ['GET', '/sites/:id'],
    ['PATCH', '/sites/:id'],
    ['GET', '/docs/*'],
  ] as const)
    table.add({ method, url, handler: () => undefined });

  it('knows what is allowed at a path', () => {
    expect(['/sites', '/sites/1', '/docs/a/b', '/', '/sites/1/2'].map((path) => table.allowed(path))).toEqual([
      'GET, OPTIONS, POST',
      'GET, OPTIONS, PATCH',
      'GET, OPTIONS',
      undefined,
      undefined,
    ]);
  });

  it('names the nearest path', () => {
    expect(table.refusal('/sitse', 'GET').message).toContain('/sites');
    expect(table.refusal('/sites', 'DELETE').message).toContain('GET, OPTIONS, POST');
  });
});

describe('the URL of another page', () => {
  const from = (url: string): string => urlWith({ url } as FastifyRequest, { page: '2', cursor: undefined });

  it('keeps the path and all other parameters', () => {
    expect(from('/sites')).toBe('/sites?page=2');
    expect(from('/sites?name[contains]=a?b&cursor=x&page=1')).toBe('/sites?name%5Bcontains%5D=a%3Fb&page=2');
    expect(from('//sites?q=%26%C3%A9+')).toBe('//sites?q=%26%C3%A9+&page=2');
    expect(urlWith({ url: '/sites?cursor=x' } as FastifyRequest, { cursor: undefined })).toBe('/sites');
  });
});
