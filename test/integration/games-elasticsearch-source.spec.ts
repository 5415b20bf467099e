import { Client } from '@elastic/elasticsearch';
import { DocumentReader } from '../../libs/games/src/infrastructure/elasticsearch-source/document-reader';
import { FakeElasticsearch } from '../support/fake-elasticsearch';
import { told, type Told } from '../support/games/relational-games';
import { TlsFront } from '../support/tls-front';

const INDEX = 'vestimlib';

const HASTY = { retries: 0, pauseMs: 1 };

const documents = (count: number): readonly (readonly [string, object])[] =>
  Array.from({ length: count }, (_, i) => [
    String(i + 1),
    { title: `Port ${String(i + 1)}`, summary: 'Quiet.', unread: 1 },
  ]);

describe('documents of another Elasticsearch', () => {
  let fake: FakeElasticsearch;
  beforeEach(async () => {
    fake = await FakeElasticsearch.start();
    const client = new Client({ node: fake.url });
    const operations = documents(1201).flatMap(([_id, document]) => [{ index: { _id } }, document]);
    await client.bulk({ index: INDEX, refresh: true, operations });
    await client.close();
    fake.requests.length = 0;
  });
  afterEach(() => fake.stop());

  const reader = (url = fake.url): DocumentReader => new DocumentReader({ url, index: INDEX }, HASTY);
  const read = (signal?: AbortSignal): Promise<Told> => told(reader(), signal && { signal });
  const searches = (): number => fake.requests.filter(({ path }) => path === '/_search').length;

  it('are read page by page, all of them once, and the moment is given back', async () => {
    const { items, end } = await read();
    expect(new Set(items.map(({ _id }) => _id)).size).toBe(1201);
    expect(items[0]).toEqual({ _index: INDEX, _id: '1', _source: { title: 'Port 1', summary: 'Quiet.' } });
    expect(end).toEqual({ cursor: null, details: { index: INDEX } });
    expect(fake.cluster.pits.size).toBe(0);
    expect(searches()).toBe(4);
  });

  it('are those of one moment: what is written meanwhile is not seen', async () => {
    const reads = reader().read({ cursor: null, options: {}, signal: new AbortController().signal });
    await reads.next();
    const client = new Client({ node: fake.url });
    await client.bulk({ index: INDEX, refresh: true, operations: [{ index: { _id: '5000' } }, { title: 'Late' }] });
    await client.close();
    let count = 1;
    for (let step = await reads.next(); !step.done; step = await reads.next()) count++;
    expect(count).toBe(1201);
  });

  it('are asked for again where the server is busy, not without end', async () => {
    fake.faults = { status: { of: /_search/, code: 429 } };
    await expect(read()).rejects.toMatchObject({
      outcome: 'unreachable',
      detail: { en: expect.stringContaining('429') },
    });
    expect(searches()).toBe(5);
    expect(fake.cluster.pits.size).toBe(0);
  });

  it.each([
    ['an HTML page', { page: '<!doctype html>' }, 'malformed'],
    ['a refusal', { status: { of: /./, code: 401 } }, 'unreachable'],
    ['answers that are cut', { cut: true }, 'unreachable'],
  ])('are not read from %s', async (_what, faults, outcome) => {
    fake.faults = faults;
    await expect(read()).rejects.toMatchObject({ outcome });
  });

  it('are not read from an index that is not there, which is named', async () => {
    const absent = new DocumentReader({ url: fake.url, index: 'nothing-here' });
    await expect(told(absent)).rejects.toMatchObject({
      outcome: 'unreachable',
      detail: { en: expect.stringContaining('nothing-here') },
    });
  });

  it('that cannot be reached are said without key or password', async () => {
    await fake.stop();
    const url = fake.url.replace('//', '//me:a-secret@');
    const failure: unknown = await told(new DocumentReader({ url, index: INDEX, apiKey: 'a-secret' }, HASTY)).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ outcome: 'unreachable' });
    expect(JSON.stringify(failure) + String(failure)).not.toContain('a-secret');
  });

  it('are left at once when told to, and the moment is given back', async () => {
    const stop = new AbortController();
    const reason = new Error('told to stop');
    const reads = reader().read({ cursor: null, options: {}, signal: stop.signal });
    await reads.next();
    fake.faults = { slow: 300 };
    stop.abort(reason);
    const rest = async (): Promise<void> => {
      for (let step = await reads.next(); !step.done; step = await reads.next());
    };
    await expect(rest()).rejects.toBe(reason);
    expect(fake.cluster.pits.size).toBe(0);
  });

  it('behind a certificate that nobody vouches for are not read, unless its authority is named', async () => {
    const front = await TlsFront.before(fake.url);
    const trusting = (source: { authority?: string }): Promise<Told> =>
      told(new DocumentReader({ url: front.url, index: INDEX, ...source }, HASTY));
    await expect(trusting({})).rejects.toMatchObject({
      outcome: 'unreachable',
      detail: { en: expect.stringContaining('certificate') },
    });
    expect(fake.requests).toEqual([]);
    expect((await trusting({ authority: front.certificate })).items).toHaveLength(1201);
    await front.stop();
  });
});
