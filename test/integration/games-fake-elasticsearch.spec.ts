import { Client, type estypes } from '@elastic/elasticsearch';
import { FakeElasticsearch, Refusal } from '../support/fake-elasticsearch';

const REAL = process.env['ELASTICSEARCH_TEST_URL'];
const INDEX = `hexagone-test-${String(process.pid)}-${Date.now().toString(36)}`;

const MAPPING: estypes.MappingTypeMapping = {
  dynamic: 'strict',
  properties: {
    id: { type: 'integer' },
    name: {
      type: 'text',
      analyzer: 'plain',
      fields: {
        exact: { type: 'keyword', normalizer: 'folding' },
        compact: { type: 'text', analyzer: 'compact' },
        fr: { type: 'text', analyzer: 'fr' },
        suggest: { type: 'search_as_you_type', analyzer: 'plain' },
      },
    },
    year: { type: 'integer' },
    tags: { type: 'keyword' },
  },
};

const SETTINGS: estypes.IndicesIndexSettings = {
  number_of_replicas: 0,
  analysis: {
    char_filter: { marks: { type: 'mapping', mappings: ["'=>", '’=>'] } },
    filter: {
      pairs: { type: 'shingle', max_shingle_size: 3, token_separator: '' },
      fr_stop: { type: 'stop', stopwords: '_french_' },
      fr_stem: { type: 'stemmer', language: 'light_french' },
      articles: { type: 'elision', articles: ['l', 'd'] },
    },
    normalizer: { folding: { type: 'custom', filter: ['lowercase', 'asciifolding'] } },
    analyzer: {
      plain: {
        type: 'custom',
        tokenizer: 'standard',
        char_filter: ['marks'],
        filter: ['lowercase', 'asciifolding'],
      },
      compact: { type: 'custom', tokenizer: 'standard', filter: ['lowercase', 'asciifolding', 'pairs'] },
      fr: {
        type: 'custom',
        tokenizer: 'standard',
        filter: ['lowercase', 'articles', 'fr_stop', 'asciifolding', 'fr_stem'],
      },
    },
  },
};

const GAMES = [
  { id: 1, name: 'Halo Reach', year: 2010, tags: ['shooter', 'space'] },
  { id: 2, name: 'Far Cry 2', year: 2008, tags: ['shooter'] },
  { id: 3, name: 'L’épée des chevaliers', year: 2013, tags: ['adventure'] },
  { id: 4, name: "Luigi's <Mansion>", year: 2014, tags: ['adventure'] },
  { id: 5, name: 'Halo', tags: [] },
];

/** What a fake says must be what the server says: with ELASTICSEARCH_TEST_URL the same runs on a real one. */
describe.each(REAL === undefined ? ['the fake'] : ['the fake', 'a server'])('Elasticsearch: %s', (which) => {
  let fake: FakeElasticsearch;
  let client: Client;

  beforeAll(async () => {
    fake = await FakeElasticsearch.start();
    const node = which === 'the fake' ? fake.url : (REAL ?? '');
    client = new Client({ node, maxRetries: 0, requestTimeout: 10_000 });
    await client.indices.create({ index: INDEX, mappings: MAPPING, settings: SETTINGS });
    await client.bulk({
      index: INDEX,
      refresh: true,
      operations: GAMES.flatMap((game) => [
        { index: { _id: String(game.id), version: 7, version_type: 'external' } },
        game,
      ]),
    });
  });
  afterAll(async () => {
    await client.indices.delete({ index: INDEX });
    await client.close();
    await fake.stop();
  });

  const found = async (query: object): Promise<unknown[]> =>
    (await client.search({ index: INDEX, query })).hits.hits.map(({ _id: id }) => Number(id));

  it('says what it is', async () => {
    expect((await client.info()).version.number).toMatch(/^9\./);
    expect(await client.ping()).toBe(true);
    expect((await client.cluster.health()).status).toMatch(/green|yellow/);
  });

  it('finds words, phrases, beginnings, folded names, stems and pairs of words', async () => {
    expect(await found({ match: { name: 'HALO' } })).toEqual([5, 1]);
    expect(await found({ match: { name: { query: 'halo reach', operator: 'and' } } })).toEqual([1]);
    expect(await found({ match_phrase: { name: 'reach halo' } })).toEqual([]);
    expect(await found({ match_phrase: { name: 'far cry' } })).toEqual([2]);
    expect(await found({ prefix: { 'name.exact': 'Hal' } })).toHaveLength(2);
    expect(await found({ term: { 'name.exact': 'L’epee DES chevaliers' } })).toEqual([3]);
    expect(await found({ term: { 'name.exact': "L'epee DES chevaliers" } })).toEqual([3]);
    expect(await found({ match: { name: 'luigis' } })).toEqual([4]);
    expect(await found({ match: { 'name.compact': 'farcry' } })).toEqual([2]);
    expect(await found({ match: { 'name.fr': 'épées' } })).toEqual([3]);
    expect(await found({ match: { 'name.fr': 'des' } })).toEqual([]);
    expect(await found({ match: { nowhere: 'halo' } })).toEqual([]);
  });

  it('forgives typing errors, a swap counting as one', async () => {
    expect(await found({ match: { name: { query: 'hlao', fuzziness: 1 } } })).toHaveLength(2);
    expect(await found({ match: { name: { query: 'hlao', fuzziness: 'AUTO' } } })).toHaveLength(2);
    expect(await found({ match: { name: 'hlao' } })).toEqual([]);
    expect(await found({ fuzzy: { name: { value: 'ha', fuzziness: 'AUTO' } } })).toEqual([]);
    const { suggest } = await client.search({
      index: INDEX,
      size: 0,
      suggest: {
        typo: { text: 'hlao', term: { field: 'name', suggest_mode: 'missing', prefix_length: 0, min_word_length: 3 } },
        known: { text: 'halo', term: { field: 'name', suggest_mode: 'missing', prefix_length: 0 } },
      },
    });
    const texts = (name: string): unknown => suggest?.[name]?.map(({ options }) => options);
    expect(texts('typo')).toEqual([[expect.objectContaining({ text: 'halo', freq: 2 })]]);
    expect(texts('known')).toEqual([[]]);
  });

  it('completes what is being typed', async () => {
    const fields = ['name.suggest', 'name.suggest._2gram', 'name.suggest._3gram'];
    const begun = (query: string): object => ({ multi_match: { query, type: 'bool_prefix', operator: 'and', fields } });
    expect(await found(begun('cheva'))).toEqual([3]);
    expect(await found(begun('halo re'))).toEqual([1]);
    expect(await found(begun('reach ha'))).toEqual([1]);
  });

  it('filters, combines, counts and aggregates', async () => {
    const shooters = { term: { tags: 'shooter' } };
    expect(
      await found({ bool: { must: [{ match_all: {} }], filter: [shooters, { range: { year: { gte: 2010 } } }] } }),
    ).toEqual([1]);
    expect(await found({ bool: { must_not: [{ exists: { field: 'year' } }] } })).toEqual([5]);
    expect(await found({ terms: { id: [2, 3] } })).toHaveLength(2);
    expect(await found({ wildcard: { 'name.exact': '*cry*' } })).toEqual([2]);
    const answer = await client.search({ index: INDEX, size: 0, aggs: { tags: { terms: { field: 'tags' } } } });
    expect(answer.aggregations?.['tags']).toMatchObject({
      buckets: [
        { key: 'adventure', doc_count: 2 },
        { key: 'shooter', doc_count: 2 },
        { key: 'space', doc_count: 1 },
      ],
    });
    expect((await client.count({ index: INDEX, query: shooters })).count).toBe(2);
  });

  it('sorts with absent values last, and goes on after a hit', async () => {
    const sort: estypes.Sort = [{ year: 'desc' }, { id: 'asc' }];
    const first = await client.search({ index: INDEX, sort, size: 3, _source: ['id'] });
    expect(first.hits.hits.map(({ _id: id }) => id)).toEqual(['4', '3', '1']);
    const rest = await client.search({ index: INDEX, sort, search_after: first.hits.hits[2]?.sort ?? [] });
    expect(rest.hits.hits.map(({ _id: id }) => id)).toEqual(['2', '5']);
  });

  it('shows what was found, everything else escaped', async () => {
    const { hits } = await client.search({
      index: INDEX,
      query: { match: { name: 'luigis' } },
      highlight: { encoder: 'html', fields: { name: { number_of_fragments: 0 } } },
    });
    expect(hits.hits[0]?.highlight?.['name']?.[0]).toMatch(/^<em>Luigi(?:'|&#x27;)s<\/em> &lt;Mansion&gt;$/);
  });

  it('keeps a point in time, which `_shard_doc` walks through', async () => {
    const { id } = await client.openPointInTime({ index: INDEX, keep_alive: '1m' });
    await client.index({ index: INDEX, id: '6', document: { id: 6, name: 'Later' }, refresh: true });
    const seen: (string | undefined)[] = [];
    let after: unknown[] | undefined;
    for (;;) {
      const { hits } = await client.search({
        ...{ pit: { id, keep_alive: '1m' }, size: 2, sort: [{ _shard_doc: 'asc' }] },
        ...(after && { search_after: after as number[] }),
      });
      if (hits.hits.length === 0) break;
      seen.push(...hits.hits.map((hit) => hit._id));
      after = hits.hits.at(-1)?.sort;
    }
    expect(seen.sort()).toEqual(['1', '2', '3', '4', '5']);
    expect((await client.closePointInTime({ id })).num_freed).toBeGreaterThan(0);
    await expect(client.search({ pit: { id } })).rejects.toMatchObject({ statusCode: 404 });
    await expect(client.search({ index: INDEX, sort: ['_shard_doc'] })).rejects.toMatchObject({ statusCode: 400 });
    await client.delete({ index: INDEX, id: '6', refresh: true });
  });

  it('takes the newest external version only, and says of each item of a bulk what became of it', async () => {
    const write = (version: number, year: unknown): Promise<unknown> =>
      client
        .bulk({
          index: INDEX,
          operations: [{ index: { _id: '1', version, version_type: 'external' } }, { ...GAMES[0], year }],
        })
        .then(({ errors, items }) => [errors, items[0]?.index?.status, items[0]?.index?.error?.type]);
    expect(await write(7, 2010)).toEqual([true, 409, 'version_conflict_engine_exception']);
    expect(await write(8, 2010)).toEqual([false, 200, undefined]);
    expect(await write(9, 'soon')).toEqual([true, 400, 'document_parsing_exception']);
    const strict = await client.bulk({ index: INDEX, operations: [{ index: { _id: '9' } }, { id: 9, odd: 1 }] });
    expect(strict.items[0]?.index?.error?.type).toBe('strict_dynamic_mapping_exception');
    const at = (version: number): estypes.BulkOperationBase => ({ _id: '77', version, version_type: 'external' });
    const gone = { delete: at(5) };
    expect((await client.bulk({ index: INDEX, operations: [gone] })).items[0]?.delete?.status).toBe(404);
    const late = [{ index: at(4) }, { id: 77 }];
    expect((await client.bulk({ index: INDEX, operations: late })).items[0]?.index?.status).toBe(409);
  });

  it('swaps an alias in one go, or not at all', async () => {
    const [alias, other] = [`${INDEX}-alias`, `${INDEX}-other`];
    await expect(client.indices.getAlias({ name: alias })).rejects.toMatchObject({ statusCode: 404 });
    await client.indices.create({ index: other });
    await client.indices.updateAliases({ actions: [{ add: { index: INDEX, alias } }] });
    const bad = [{ remove: { index: INDEX, alias } }, { add: { index: 'hexagone-nowhere', alias } }];
    await expect(client.indices.updateAliases({ actions: bad })).rejects.toMatchObject({ statusCode: 404 });
    expect(Object.keys(await client.indices.getAlias({ name: alias }))).toEqual([INDEX]);
    await client.indices.updateAliases({
      actions: [{ remove: { index: INDEX, alias } }, { add: { index: other, alias } }],
    });
    expect(Object.keys(await client.indices.getAlias({ name: alias }))).toEqual([other]);
    await expect(client.indices.delete({ index: alias })).rejects.toMatchObject({ statusCode: 400 });
    await expect(client.indices.create({ index: alias })).rejects.toMatchObject({ statusCode: 400 });
    const operations = [{ index: { _index: `${INDEX}-none`, _id: '1', require_alias: true } }, { id: 1 }];
    expect((await client.bulk({ operations })).items[0]?.index?.status).toBe(404);
    await client.indices.delete({ index: other });
  });

  it('refuses what it does not know', async () => {
    const search = (body: object): Promise<unknown> => client.search({ index: INDEX, ...body });
    await expect(search({ query: { nonsense: {} } })).rejects.toMatchObject({ statusCode: 400 });
    await expect(search({ sort: ['name'] })).rejects.toMatchObject({ statusCode: 400 });
    await expect(search({ from: 10_000, size: 1 })).rejects.toMatchObject({ statusCode: 400 });
    await expect(client.search({ index: 'hexagone-nowhere' })).rejects.toMatchObject({ statusCode: 404 });
    const odd = client.indices.create({
      index: `${INDEX}-odd`,
      mappings: { properties: { a: { type: 'odd' as 'text' } } },
    });
    await expect(odd).rejects.toMatchObject({ statusCode: 400 });
  });

  it('is written to in its own media types only', async () => {
    const { url } = which === 'the fake' ? fake : { url: REAL ?? '' };
    const post = (path: string, body: string, type: string): Promise<number> =>
      fetch(`${url}${path}`, { method: 'POST', body, headers: { 'content-type': type } }).then(({ status }) => status);
    expect(await post(`/${INDEX}/_search`, '{}', 'text/plain')).toBe(406);
    expect(await post(`/${INDEX}/_search`, '{}', 'application/vnd.elasticsearch+json; compatible-with=7')).toBe(400);
    expect(await post(`/${INDEX}/_bulk`, '{"delete":{"_id":"99"}}', 'application/x-ndjson')).toBe(400);
    expect(await post(`/${INDEX}/_bulk`, '{"delete":{"_id":"99"}}\n', 'application/x-ndjson')).toBe(200);
  });
});

describe('faults of the fake', () => {
  let fake: FakeElasticsearch;
  let client: Client;

  beforeAll(async () => {
    fake = await FakeElasticsearch.start();
    client = new Client({ node: fake.url, maxRetries: 0, requestTimeout: 300 });
  });
  afterAll(async () => {
    await client.close();
    await fake.stop();
  });

  it('are the client’s errors', async () => {
    fake.faults = { slow: 1000 };
    await expect(client.info()).rejects.toMatchObject({ name: 'TimeoutError' });
    fake.faults = { status: { of: /./, code: 429 } };
    await expect(client.info()).rejects.toMatchObject({ statusCode: 429 });
    fake.faults = { page: '<html></html>' };
    await expect(client.info()).rejects.toMatchObject({ name: 'ProductNotSupportedError' });
    fake.faults = { cut: true };
    await expect(client.info()).rejects.toThrow();
    fake.faults = {};
    await fake.stop();
    await expect(client.info()).rejects.toMatchObject({ name: 'ConnectionError' });
    await fake.restart();
    expect((await client.info()).name).toBe('fake');
  });

  it('may hit one item of a bulk', async () => {
    fake.faults = {
      item: ({ id }) => (id === '2' ? new Refusal(429, 'es_rejected_execution_exception', 'full') : null),
    };
    const operations = ['1', '2'].flatMap((id) => [{ index: { _index: 'some', _id: id } }, { a: 1 }]);
    const { errors, items } = await client.bulk({ operations });
    expect([errors, ...items.map(({ index }) => index?.status)]).toEqual([true, 201, 429]);
    fake.faults = {};
  });
});
