import { FakeSource, type Answer } from '../../../../../test/support/fake-source';
import {
  aFetcher,
  aRequest,
  failureOf,
  type FetcherOnDisk,
  type FetcherOptions,
  fileOf,
  pauses,
  textOf,
} from '../../../../../test/support/fetching';
import { sourceText } from './address-policy';
import { PATIENCE } from './patience';

describe('a download', () => {
  let source: FakeSource;
  let disk: FetcherOnDisk;
  const fetcherWith = (options: FetcherOptions = {}) => aFetcher({ allow: [source.hostAndPort], ...options });
  const download = (path: string, given: Parameters<typeof aRequest>[1] = {}) =>
    disk.fetcher.fetch(aRequest({ kind: 'url', url: source.url(path) }, given));

  beforeEach(async () => {
    source = await FakeSource.start();
    disk = await fetcherWith();
    pauses.length = 0;
  });
  afterEach(() => source.stop());

  it('brings the bytes, their digest and the validators', async () => {
    source.serve('/a/communes%20%C3%A9.csv', {
      body: 'code;nom\n',
      etag: '"v1"',
      lastModified: 'Sat, 01 Nov 2025 00:00:00 GMT',
    });
    const seen: (number | undefined)[][] = [];
    const fetched = await download('/a/communes%20%C3%A9.csv?cle=secrete', {
      progress: (done, total) => seen.push([done, total]),
    });
    const file = fileOf(fetched);
    expect(fetched).toMatchObject({
      validators: { etag: '"v1"', lastModified: 'Sat, 01 Nov 2025 00:00:00 GMT' },
      synthetic: false,
    });
    expect(file).toMatchObject({
      name: 'communes é.csv',
      bytes: 9,
      lengthProven: true,
      sha256: 'ae94f9910116d9b2bbde167e686152e45edc17cf38a9e7c5eec990db9aa409f5',
    });
    expect(await textOf(file)).toBe('code;nom\n');
    expect(await textOf(file)).toBe('code;nom\n');
    expect(seen.at(-1)).toEqual([9, 9]);
    expect(source.requests[0]?.headers).toMatchObject({
      'accept-encoding': 'identity',
      'user-agent': expect.stringMatching(/^Hexagone/),
    });
  });

  it.each<[string, Answer, string]>([
    ['fewer bytes than announced', { body: 'thirteen byte', cut: 'announced-length', announced: 1000 }, 'source-cut'],
    ['a cut chunk', { body: 'half', cut: 'within-chunk' }, 'source-cut'],
    ['a reset connection', { body: 'x'.repeat(2000), cut: 'reset' }, 'source-cut'],
    ['an error of the server', { status: 500 }, 'source-unreachable'],
  ])('with %s is tried five times, then unreachable', async (_, answer, code) => {
    source.serve('/f', answer);
    expect(await failureOf(download('/f'))).toBe(`unreachable ingestion.${code}`);
    expect(source.requests).toHaveLength(5);
    expect(pauses).toHaveLength(4);
    expect(await disk.stored()).toEqual([]);
  });

  it.each<[string, Answer]>([
    ['no header', { silent: true }],
    ['no byte for too long', { body: 'ab', byteEveryMs: 5000 }],
  ])('with %s is tried again, then out of time', async (_, answer) => {
    disk = await fetcherWith({ patience: { retries: 1 } });
    source.serve('/f', answer);
    expect(await failureOf(download('/f'))).toBe('unreachable ingestion.source-timeout');
    expect(source.requests).toHaveLength(2);
    expect(await disk.stored()).toEqual([]);
  });

  it('that was cut is whole after another try', async () => {
    source.serve('/f', { body: 'ha', cut: 'announced-length' }, { body: 'whole' });
    expect(await textOf(fileOf(await download('/f')))).toBe('whole');
    expect(pauses).toHaveLength(1);
  });

  it.each([400, 401, 403, 404, 410, 206, 204])('is not tried again after %i', async (status) => {
    source.serve('/f', { status });
    expect(await failureOf(download('/f'))).toBe('unreachable ingestion.source-unreachable');
    expect(source.requests).toHaveLength(1);
  });

  it.each([408, 429, 502, 503])('is tried again after %i', async (status) => {
    source.serve('/f', { status }, { body: 'at last' });
    expect(await textOf(fileOf(await download('/f')))).toBe('at last');
  });

  it('waits as long as the source asks', async () => {
    source.serve('/f', { status: 503, retryAfter: '2' }, { body: 'at last' });
    expect(fileOf(await download('/f')).bytes).toBe(7);
    expect(pauses).toEqual([2000]);
  });

  it('really waits', async () => {
    disk = await fetcherWith({ patience: { pause: PATIENCE.pause } });
    source.serve('/f', { status: 503, retryAfter: '1' }, { body: 'at last' });
    await download('/f');
    const [first, second] = source.requests;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(990);
  });

  it('gives up at once when asked to wait for more than five minutes', async () => {
    source.serve('/f', { status: 429, retryAfter: '301' });
    await expect(download('/f')).rejects.toMatchObject({ outcome: 'unreachable', extras: { retryAfterSeconds: 301 } });
    expect(source.requests).toHaveLength(1);
    expect(pauses).toEqual([]);
  });

  it('stops when the whole of it takes too long, however steadily it drips', async () => {
    disk = await fetcherWith({ patience: { totalMs: 400 } });
    source.serve('/f', { body: 'x'.repeat(100), byteEveryMs: 50 });
    expect(await failureOf(download('/f'))).toBe('unreachable ingestion.source-timeout');
    expect(source.requests).toHaveLength(1);
    expect(await disk.stored()).toEqual([]);
  });

  it('stops within its pause when the whole of it takes too long', async () => {
    disk = await fetcherWith({ patience: { totalMs: 300, pause: PATIENCE.pause } });
    source.serve('/f', { status: 503, retryAfter: '60' });
    expect(await failureOf(download('/f'))).toBe('unreachable ingestion.source-timeout');
  });

  it('without length or chunks is not proven to be whole', async () => {
    source.serve('/f', { body: 'maybe more', closeDelimited: true });
    const file = fileOf(await download('/f'));
    expect(file).toMatchObject({ bytes: 10, lengthProven: false });
    expect(await disk.fetcher.find(file.sha256, 'again')).toMatchObject({
      bytes: 10,
      lengthProven: false,
      name: 'again',
    });
  });

  it('in chunks is proven', async () => {
    source.serve('/f', { body: 'x', chunked: true });
    expect(fileOf(await download('/f')).lengthProven).toBe(true);
  });

  it('asks only for what is new', async () => {
    const date = 'Sat, 01 Nov 2025 00:00:00 GMT';
    source.serve('/etag', { body: 'v1', etag: '"v1"' });
    source.serve('/date', { body: 'v1', lastModified: date });
    expect(await download('/etag', { validators: { etag: '"v1"' } })).toEqual({ kind: 'not-modified' });
    expect(await download('/date', { validators: { lastModified: date } })).toEqual({ kind: 'not-modified' });
    expect(fileOf(await download('/etag', { validators: { etag: '"v0"' } })).bytes).toBe(2);
    expect(await failureOf(download('/304'))).toContain('unreachable');
  });

  it('takes no 304 that it did not ask for', async () => {
    source.serve('/f', { status: 304 });
    expect(await failureOf(download('/f'))).toBe('unreachable ingestion.source-unreachable');
  });

  it('may be absent where that is foreseen', async () => {
    const location = { kind: 'url', url: source.url('/none'), mayBeAbsent: true } as const;
    expect(await disk.fetcher.fetch(aRequest(location))).toEqual({ kind: 'absent' });
  });

  it('of more than 512 MiB is refused on its announced length', async () => {
    source.serve('/f', { body: 'x', cut: 'announced-length', announced: 512 * 1024 ** 2 + 1 });
    expect(await failureOf(download('/f'))).toBe('malformed ingestion.source-too-large');
    expect(source.requests).toHaveLength(1);
    expect(await disk.stored()).toEqual([]);
  });

  it('of more than 64 MiB is refused where the disk is barred, announced or not', async () => {
    source.serve('/announced', { body: 'x', cut: 'announced-length', announced: 64 * 1024 ** 2 + 1 });
    source.serve('/chunked', { body: Buffer.alloc(64 * 1024 ** 2 + 1), chunked: true });
    expect(await failureOf(download('/announced', { keep: false }))).toBe('malformed ingestion.source-too-large');
    expect(await failureOf(download('/chunked', { keep: false }))).toBe('malformed ingestion.source-too-large');
  });

  it.each(['/silent', '/drip', '/busy'])('ends at once with the reason of its abort: %s', async (path) => {
    disk = await fetcherWith({ patience: { idleMs: 20_000, pause: PATIENCE.pause } });
    source.serve('/silent', { silent: true });
    source.serve('/drip', { body: 'x'.repeat(100), byteEveryMs: 100 });
    source.serve('/busy', { status: 503, retryAfter: '60' });
    const abort = new AbortController();
    const reason = new Error('stopped by the operator');
    const started = Date.now();
    setTimeout(() => {
      abort.abort(reason);
    }, 150);
    await expect(download(path, { signal: abort.signal })).rejects.toBe(reason);
    expect(Date.now() - started).toBeLessThan(1500);
    expect(await disk.stored()).toEqual([]);
  });

  it('from a closed port is unreachable', async () => {
    const url = source.url('/f');
    await source.stop();
    expect(await failureOf(disk.fetcher.fetch(aRequest({ kind: 'url', url })))).toBe(
      'unreachable ingestion.source-unreachable',
    );
    source = await FakeSource.start();
  });

  it('shows no query string in its errors', () => {
    expect(sourceText(new URL('https://example.org/a?cle=secrete'))).toBe('https://example.org/a');
  });

  it('may lead to a private address that an operator configured, and nowhere else from there', async () => {
    const strict = await aFetcher({ allow: [] });
    const other = await FakeSource.start();
    const fetched = (path: string, trusted: boolean) =>
      strict.fetcher.fetch(aRequest({ kind: 'url', url: source.url(path), trusted }));
    source.serve('/here', { body: 'a' });
    source.serve('/away', { redirect: other.serve('/there', { body: 'b' }) });
    expect(await textOf(fileOf(await fetched('/here', true)))).toBe('a');
    expect(await failureOf(fetched('/here', false))).toBe('unreachable ingestion.ssrf-blocked');
    expect(await failureOf(fetched('/away', true))).toBe('unreachable ingestion.ssrf-blocked');
    expect(other.connections).toBe(0);
    await other.stop();
  });
});
