import type { Dispatcher } from 'undici';
import { FakeSource } from '../../../../../test/support/fake-source';
import { aFetcher, aRequest, failureOf, type FetcherOptions, fileOf } from '../../../../../test/support/fetching';
import { AddressPolicy, type Resolve } from './address-policy';
import { RedirectTrail } from './redirect-trail';

const BLOCKED = 'unreachable ingestion.ssrf-blocked';

/** Every way to write this machine, its network or its cloud; `PORT` is that of a server that counts connections. */
const INWARD = [
  'http://127.0.0.1:PORT/',
  'http://127.8.9.10:PORT/',
  'http://2130706433:PORT/',
  'http://0x7f.1:PORT/',
  'http://0x7f000001:PORT/',
  'http://0177.0.0.1:PORT/',
  'http://127.1:PORT/',
  'http://127.0.0.1.:PORT/',
  'http://0:PORT/',
  'http://[::1]:PORT/',
  'http://[::]:PORT/',
  'http://[::ffff:127.0.0.1]:PORT/',
  'http://[::ffff:7f00:1]:PORT/',
  'http://[::127.0.0.1]:PORT/',
  'http://[64:ff9b::7f00:1]:PORT/',
  'http://[2002:7f00:1::]:PORT/',
  'http://[fe80::1]:PORT/',
  'http://[fd00:ec2::254]/latest/meta-data',
  'http://169.254.169.254/latest/meta-data',
  'http://10.0.0.1/',
  'http://172.16.0.1/',
  'http://192.168.1.1/',
  'http://100.64.0.1/',
  'http://192.0.2.1/',
  'http://224.0.0.1/',
  'http://255.255.255.255/',
  'http://localhost:PORT/',
  'http://LOCALHOST:PORT/',
  'http://localhost.:PORT/',
  'http://inward.example:PORT/',
  'http://half-inward.example:PORT/',
  'file:///etc/passwd',
  'ftp://example.org/f.csv',
  'gopher://127.0.0.1:PORT/_',
  'data:text/csv,a;b',
  'http://user:secret@example.org/f.csv',
];

const NAMES: Readonly<Record<string, readonly string[]>> = {
  'inward.example': ['127.0.0.1'],
  'half-inward.example': ['93.184.216.34', '127.0.0.1'],
  localhost: ['127.0.0.1'],
  'localhost.': ['127.0.0.1'],
};
const resolve: Resolve = (hostname) =>
  NAMES[hostname]
    ? Promise.resolve(NAMES[hostname].map((address) => ({ address, family: 4 })))
    : Promise.reject(Object.assign(new Error(hostname), { code: 'ENOTFOUND' }));

describe('outgoing requests', () => {
  let source: FakeSource;
  let inner: FakeSource;
  const fetching = async (url: string, options: FetcherOptions = {}) => {
    const { fetcher } = await aFetcher({ resolve, ...options });
    return fetcher.fetch(aRequest({ kind: 'url', url }));
  };

  beforeAll(async () => {
    [source, inner] = await Promise.all([FakeSource.start(), FakeSource.start()]);
    inner.serve('/', { body: 'secret' });
  });
  afterAll(() => Promise.all([source.stop(), inner.stop()]));

  it.each(INWARD)('do not go to %s', async (url) => {
    expect(await failureOf(fetching(url.replace('PORT', String(inner.port))))).toBe(BLOCKED);
    expect(inner.connections).toBe(0);
  });

  it.each(INWARD)('are not redirected to %s', async (url) => {
    source.serve('/start', { redirect: url.replace('PORT', String(inner.port)) });
    expect(await failureOf(fetching(source.url('/start'), { allow: [source.hostAndPort] }))).toBe(BLOCKED);
    expect(inner.connections).toBe(0);
  });

  it('do not go to what the system resolves to this machine', async () => {
    const { fetcher } = await aFetcher();
    const url = `http://localhost:${inner.port}/`;
    expect(await failureOf(fetcher.fetch(aRequest({ kind: 'url', url })))).toBe(BLOCKED);
    expect(inner.connections).toBe(0);
  });

  it('go where the operator allows, for that host and port alone', async () => {
    source.serve('/f', { body: 'allowed' });
    const url = `http://inward.example:${source.port}/f`;
    expect(fileOf(await fetching(url, { allow: [`inward.example:${source.port}`] })).bytes).toBe(7);
    for (const allow of ['inward.example:1', `127.0.0.1:${source.port}`, `other.example:${source.port}`])
      expect(await failureOf(fetching(url, { allow: [allow] }))).toBe(BLOCKED);
  });

  it('connect to the address that was judged: the name is resolved once', async () => {
    let asked = 0;
    const changing: Resolve = () =>
      Promise.resolve([{ address: asked++ === 0 ? '127.0.0.1' : '127.0.0.9', family: 4 }]);
    source.serve('/f', { body: 'pinned' });
    const url = `http://changing.example:${source.port}/f`;
    expect(fileOf(await fetching(url, { resolve: changing, allow: [`changing.example:${source.port}`] })).bytes).toBe(
      6,
    );
    expect(asked).toBe(1);
  });

  it('to a name that does not exist are not repeated', async () => {
    let asked = 0;
    const nowhere: Resolve = (hostname) => {
      asked++;
      return resolve(hostname);
    };
    expect(await failureOf(fetching('http://nowhere.example/', { resolve: nowhere }))).toBe(
      'unreachable ingestion.source-unreachable',
    );
    expect(asked).toBe(1);
  });

  it('do not wait for ever for a name', async () => {
    const mute: Resolve = () => new Promise(() => undefined);
    expect(
      await failureOf(fetching('http://mute.example/', { resolve: mute, patience: { connectMs: 20, retries: 1 } })),
    ).toBe('unreachable ingestion.source-timeout');
  });

  it('to what is not an address are refused', async () => {
    expect(await failureOf(fetching('http://[not-an-address/'))).toBe('unreachable ingestion.source-unreachable');
  });

  it('follow five redirects and not six', async () => {
    const allow = [source.hostAndPort];
    for (let hop = 0; hop < 6; hop++)
      source.serve(`/hop/${hop}`, { redirect: String(hop + 1), status: [301, 302, 303, 307, 308][hop % 5] });
    source.serve('/hop/6', { body: 'arrived' });
    expect(fileOf(await fetching(source.url('/hop/1'), { allow })).name).toBe('1');
    expect(await failureOf(fetching(source.url('/hop/0'), { allow }))).toBe('unreachable ingestion.too-many-redirects');
  });

  it('do not turn in circles', async () => {
    source.serve('/a', { redirect: '/b' });
    source.serve('/b', { redirect: '/a#elsewhere' });
    const before = source.requests.length;
    expect(await failureOf(fetching(source.url('/a'), { allow: [source.hostAndPort] }))).toBe(
      'unreachable ingestion.too-many-redirects',
    );
    expect(source.requests.length - before).toBe(2);
  });

  it('do not fall from https to http', () => {
    const answer = {
      statusCode: 302,
      headers: { location: 'http://example.org/' },
    } as unknown as Dispatcher.ResponseData;
    const trail = new RedirectTrail(new URL('https://example.org/'));
    expect(() => trail.follow(answer)).toThrow('https to http');
  });
});

describe('the address policy', () => {
  const policy = new AddressPolicy(['[::1]:8080', 'intranet:80', 'intranet:443'], resolve);

  it.each(['http://93.184.216.34/', 'https://[2606:4700::1111]/'])('admits the public address %s', async (url) => {
    expect(await policy.admit(new URL(url))).toHaveLength(1);
  });

  it.each(['http://[::1]:8080/', 'http://[0:0::1]:8080/'])('admits an allowed literal: %s', async (url) => {
    expect(await policy.admit(new URL(url))).toEqual([{ address: '::1', family: 6 }]);
  });

  it.each(['http://intranet/', 'https://intranet/'])('knows the port of the scheme: %s', async (url) => {
    await expect(policy.admit(new URL(url))).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });
});
