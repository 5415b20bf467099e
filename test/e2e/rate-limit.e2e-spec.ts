import { Database, Limited, Public } from '@hexagone/platform';
import { Controller, Get, HttpCode, Module, Post } from '@nestjs/common';
import { createApp, type Service } from '../../apps/api/src/bootstrap';
import { freshDatabase, type FreshDatabase } from '../support/database';
import { person } from '../support/identity';
import { testSettings } from '../support/settings';

@Controller('probe')
@Public()
class ProbeController {
  @Get() read(): object {
    return {};
  }
  @Get('found') @Limited('search') search(): object {
    return {};
  }
  @Post() @HttpCode(200) write(): object {
    return {};
  }
  @Post('door') @HttpCode(200) @Limited('auth') door(): object {
    return {};
  }
  @Get('all') @Limited('export') all(): object {
    return {};
  }
}

@Module({ controllers: [ProbeController] })
class ProbeModule {}

interface Asked {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
}

const RATES = { read: 0, search: 0, write: 0, auth: 0, export: 0 };

describe('how often one may ask', () => {
  let database: FreshDatabase;
  const services: Service[] = [];

  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterEach(async () => {
    for (const { app } of services.splice(0)) await app.close();
  });
  afterAll(async () => {
    await database.close();
  });

  let peers = 0;
  const newPeer = (): string => `203.0.113.${String(++peers)}`;

  async function service(rates: Partial<typeof RATES>, databaseUrl = database.url): Promise<Service> {
    const settings = testSettings({ databaseUrl, access: 'open', rates: { ...RATES, ...rates } });
    const made = await createApp({ settings, modules: [ProbeModule] });
    services.push(made);
    return made;
  }

  async function ask(
    { app }: Service,
    url: string,
    { method = 'GET', headers = {}, remoteAddress = '127.0.0.1' }: Record<string, unknown> = {},
  ): Promise<Asked> {
    const answer = await app.inject({ method, url, headers, remoteAddress } as never);
    return { status: answer.statusCode, headers: answer.headers };
  }

  const times = (count: number, one: (n: number) => Promise<Asked>): Promise<Asked[]> =>
    Promise.all(Array.from({ length: count }, (_, n) => one(n)));

  const passed = (answers: readonly Asked[]): number => answers.filter(({ status }) => status === 200).length;

  it('is counted for two processes together, whatever X-Forwarded-For says', async () => {
    const [a, b] = [await service({ read: 100 }), await service({ read: 100 })];
    const remoteAddress = newPeer();
    const of = (which: Service) => (n: number) =>
      ask(which, '/probe', { remoteAddress, headers: { 'x-forwarded-for': `198.51.100.${String(n)}` } });
    const answers = (await Promise.all([times(150, of(a)), times(150, of(b))])).flat();
    expect(passed(answers)).toBeGreaterThanOrEqual(80);
    expect(passed(answers)).toBeLessThanOrEqual(100);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(300 - passed(answers));
    for (const { headers } of refused) {
      expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(1);
      expect(Number(headers['retry-after'])).toBeLessThanOrEqual(6);
      expect(headers['content-type']).toContain('application/problem+json');
      expect(headers['ratelimit']).toBe(`"read";r=0;t=${String(headers['retry-after'])}`);
    }
    expect((await ask(a, '/probe', { remoteAddress: newPeer() })).status).toBe(200);
  });

  it('is said on every answer', async () => {
    const one = await service({ read: 1200, write: 120, search: 60 });
    const remoteAddress = newPeer();
    const said = async (url: string, method = 'GET'): Promise<unknown[]> => {
      const { headers } = await ask(one, url, { method, remoteAddress });
      return [headers['ratelimit-policy'], headers['ratelimit']];
    };
    expect(await said('/probe')).toEqual(['"read";q=1200;w=60', '"read";r=1199;t=1']);
    expect(await said('/probe')).toEqual(['"read";q=1200;w=60', '"read";r=1198;t=1']);
    expect(await said('/probe', 'POST')).toEqual(['"write";q=120;w=60', '"write";r=119;t=1']);
    expect(await said('/probe/found')).toEqual(['"search";q=60;w=60', '"search";r=59;t=1']);
    for (const free of ['/health/live', '/health/ready', '/status', '/status.json', '/openapi.json', '/docs'])
      expect([free, ...(await said(free))]).toEqual([free, undefined, undefined]);
    expect((await said('/communes'))[0]).toBe('"read";q=1200;w=60');
  });

  it('is as one likes where nothing is set', async () => {
    const one = await service({});
    const answers = await times(60, () => ask(one, '/probe', { method: 'POST' }));
    expect(passed(answers)).toBe(60);
    expect(answers[0]?.headers).not.toHaveProperty('ratelimit');
  });

  it('is by address at the door: the 21st of a minute waits, on whichever of three replicas', async () => {
    const first = await service({ auth: 20 });
    const replicas = [first, await service({ auth: 20 }), await service({ auth: 20 })];
    const remoteAddress = newPeer();
    const { headers } = await person(first.app);
    const answers = await times(60, (n) =>
      ask(replicas[n % 3] ?? first, '/probe/door', { method: 'POST', headers: n % 2 ? headers : {}, remoteAddress }),
    );
    expect(passed(answers)).toBe(20);
    const other = { method: 'POST', remoteAddress: newPeer() };
    expect((await ask(first, '/probe/door', other)).status).toBe(200);
  });

  it('is by account where somebody is known, by the /64 of an address of IPv6', async () => {
    const one = await service({ export: 5 });
    const [claire, paul] = [await person(one.app), await person(one.app)];
    const of = (headers: object) => () => ask(one, '/probe/all', { headers, remoteAddress: newPeer() });
    expect(passed(await times(8, of(claire.headers)))).toBe(5);
    expect(passed(await times(8, of(paul.headers)))).toBe(5);
    const [refused] = await times(1, of(claire.headers));
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(600);
    const six = await times(8, (n) => ask(one, '/probe/all', { remoteAddress: `2001:db8::${String(n + 1)}` }));
    expect(passed(six)).toBe(5);
  });

  it('is counted by each process alone while the database is down; the door is closed', async () => {
    const one = await service({ read: 100, auth: 20 }, 'postgres://127.0.0.1:1/none');
    const reads = await times(150, () => ask(one, '/probe'));
    expect(passed(reads)).toBe(100);
    expect(reads.filter(({ status }) => status === 429)).toHaveLength(50);
    const door = await ask(one, '/probe/door', { method: 'POST' });
    expect(door.status).toBe(503);
    expect(door.headers['retry-after']).toBe('5');
  });

  it('leaves neither addresses nor accounts in the database', async () => {
    const one = await service({ auth: 20, export: 5 });
    const { account, headers } = await person(one.app);
    await ask(one, '/probe/all', { headers });
    const { rows } = await one.app.get(Database).query<{ key: string }>('SELECT key FROM rate_limit');
    expect(rows.length).toBeGreaterThan(0);
    for (const { key } of rows) expect(key).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(rows)).not.toContain(account.id);
  });
});
