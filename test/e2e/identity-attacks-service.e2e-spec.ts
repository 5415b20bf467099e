import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { programOf, readSettings } from '@hexagone/platform';
import { failureReport } from '../../libs/platform/src/cli/failure-report';
import { AuditChain } from '../../libs/identity/src/infrastructure/audit/audit-chain';
import { AuditCommand } from '../../libs/identity/src/infrastructure/audit/audit.command';
import { type Besieged, besieged, type Replica } from '../support/attackers';
import { makeAccount, PASSWORD } from '../support/identity';
import { ProbesModule } from '../support/probes';
import { talk } from '../support/raw';

/** Ten seconds (ms), and what a thousand sockets cost this process to open. */
const LIVED = 12_000;
const SECRET = randomBytes(24).toString('base64url');
const PUBLIC = { HEXAGONE_ACCESS: 'protected', HOST: '0.0.0.0', PUBLIC_URL: 'https://hexagone.example' };

describe('an attacker of the service itself', () => {
  let town: Besieged;
  let a: Replica;
  beforeAll(async () => {
    town = await besieged();
    [a] = town.replicas;
  });
  afterAll(() => town.close());

  it.each<[string, Readonly<Record<string, string | undefined>>, RegExp]>([
    ['no secret', { HEXAGONE_SECRET: undefined }, /HEXAGONE_SECRET is required/],
    ['one of 31 bytes', { HEXAGONE_SECRET: SECRET.slice(1) }, /HEXAGONE_SECRET is too short/],
    ['32 times a', { HEXAGONE_SECRET: 'a'.repeat(32) }, /HEXAGONE_SECRET is one character repeated/],
    [
      'that of .env.example',
      { HEXAGONE_SECRET: 'replace-this-by-32-random-bytes-or-more' },
      /HEXAGONE_SECRET is an example/,
    ],
    ['no PUBLIC_URL', { PUBLIC_URL: undefined }, /PUBLIC_URL is required/],
  ])('S08 hopes for a start with %s → none: an exit code and a sentence', (_, wrong, sentence) => {
    const start = (environment: object): unknown =>
      readSettings({ ...PUBLIC, HEXAGONE_SECRET: SECRET, ...environment });
    expect(start({})).toMatchObject({ access: 'protected' });
    try {
      start(wrong);
      throw new Error('it would start');
    } catch (error) {
      const { exitCode, lines } = failureReport(error, 'en');
      expect([exitCode, lines.join(' ')]).toEqual([expect.any(Number), expect.stringMatching(sentence)]);
      expect(exitCode).toBeGreaterThan(0);
    }
  });

  it('S38 sends half a header, and opens a thousand sockets → 408 and closed in 10 s, others are served', async () => {
    const { port } = a.service.app.getHttpServer().address() as AddressInfo;
    const half = talk(port, 'POST /auth/login HTTP/1.1\r\nHost: local');
    const idle = Promise.all(Array.from({ length: 1_000 }, () => talk(port, '')));
    await sleep(1_000);
    const { email } = await makeAccount(a.service.app);
    expect((await a.post('/auth/login', { email, password: PASSWORD })).said).toBe('200');
    expect((await half).status).toBe(408);
    for (const { lived } of [await half, ...(await idle)]) expect(lived).toBeLessThan(LIVED);
  }, 30_000);

  it('S39 makes the database think for longer than it may → 503 with Retry-After, connections back', async () => {
    // Half a second instead of ten, for connections to come.
    await town.query(`DO $$ BEGIN EXECUTE format('ALTER ROLE %I IN DATABASE %I SET statement_timeout TO ''500ms''',
      current_user, current_database()); END $$`);
    const slow = await town.another({ access: 'open' }, { modules: [ProbesModule] });
    const answers = await Promise.all(Array.from({ length: 10 }, () => slow.get('/probes/slow')));
    for (const { said, headers } of answers) {
      expect(said).toBe('503 platform.query-too-long');
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    }
    expect((await slow.get('/sites')).said).toBe('200');
  });

  describe('and of its audit log', () => {
    const verify = async (...words: string[]): Promise<string> => {
      let heard = '';
      const spies = (['stdout', 'stderr'] as const).map((stream) =>
        jest.spyOn(process[stream], 'write').mockImplementation((text) => {
          heard += String(text);
          return true;
        }),
      );
      const program = programOf([a.service.app.get(AuditCommand)], '0');
      await program.parseAsync(['audit', 'verify', '--json', ...words], { from: 'user' });
      for (const spy of spies) spy.mockRestore();
      const { position } = JSON.parse(heard) as { position: number };
      const code = Number(process.exitCode ?? 0);
      process.exitCode = undefined;
      return `exit ${String(code)} at ${String(position)}`;
    };
    /** As the owner of the tables, with their triggers off. */
    const forced = async (table: string, statement: string): Promise<void> => {
      for (const sql of [`ALTER TABLE ${table} DISABLE TRIGGER USER`, statement]) await town.query(sql);
      await town.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    };

    beforeAll(async () => {
      for (let n = 0; n < 5; n++) await a.post('/auth/login', { email: 'nobody@example.org', password: 'wrong' });
      await a.service.app.get(AuditChain).seal();
    });

    it('S42 changes, deletes or empties it as the service → refused', async () => {
      for (const table of ['audit_event', 'audit_chain'])
        for (const statement of [`DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`])
          await expect(town.query(statement)).rejects.toMatchObject({ code: '42501' });
      await expect(town.query(`UPDATE audit_event SET actor = 'x'`)).rejects.toMatchObject({ code: '42501' });
    });

    it('S42 flips a byte, or cuts off the end, as its owner → `audit verify` exits with 4', async () => {
      const { position, hash } = await a.service.app.get(AuditChain).head();
      expect(await verify('--head', hash)).toBe(`exit 0 at ${String(position)}`);
      const flip = `UPDATE audit_event SET outcome = $$denied$$ WHERE id = (SELECT event_id FROM audit_chain WHERE pos = 3)`;
      await forced('audit_event', flip);
      expect(await verify()).toBe('exit 4 at 3');
      await forced('audit_event', flip.replace('denied', 'failure'));
      await forced('audit_event', 'DELETE FROM audit_event WHERE id = (SELECT max(event_id) FROM audit_chain)');
      await forced('audit_chain', 'DELETE FROM audit_chain WHERE pos = (SELECT max(pos) FROM audit_chain)');
      expect(await verify()).toBe(`exit 0 at ${String(position - 1)}`);
      expect(await verify('--head', hash)).toBe(`exit 4 at ${String(position)}`);
    });
  });
});
