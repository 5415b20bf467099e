import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PersonalDataHolders } from '@hexagone/kernel';
import { Database, programOf, ServiceChecks } from '@hexagone/platform';
import { parse as parseYaml } from 'yaml';
import { createApp, type Service } from '../../apps/api/src/bootstrap';
import { PrivacyCommand } from '../../libs/identity/src/infrastructure/cli/privacy.command';
import { freshDatabase, type FreshDatabase } from '../support/database';
import { makeAccount, signIn } from '../support/identity';
import { testSettings } from '../support/settings';

interface Rule {
  readonly context: string;
  readonly rule: string;
  readonly erased: number;
}

const DAY = 86_400_000;
const LAST_USE = new Date('2026-11-21T10:00:00Z');
const THREE_YEARS_AND_A_DAY = '2029-11-22T10:00:00Z';

describe('hexagone privacy', () => {
  let database: FreshDatabase;
  let dataDir: string;
  let service: Service;
  beforeAll(async () => {
    database = await freshDatabase();
    dataDir = mkdtempSync(join(tmpdir(), 'hexagone-purge-'));
    service = await createApp({ settings: testSettings({ databaseUrl: database.url, dataDir }) });
    await service.app.get(Database).open();
  });
  afterAll(async () => {
    await service.app.close();
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  beforeEach(() => rows('TRUNCATE account CASCADE'));

  const rows = async <T extends object = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<T[]> =>
    (await service.app.get(Database).query<T>(sql, values)).rows;

  const hexagone = async (...words: string[]): Promise<string> => {
    let stdout = '';
    const spies = (['stdout', 'stderr'] as const).map((stream) =>
      jest.spyOn(process[stream], 'write').mockImplementation((text) => {
        if (stream === 'stdout') stdout += String(text);
        return true;
      }),
    );
    try {
      await programOf([service.app.get(PrivacyCommand)], '0').parseAsync(words, { from: 'user' });
      return stdout;
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  };
  const purge = async (...more: string[]): Promise<readonly Rule[]> =>
    (JSON.parse(await hexagone('privacy', 'purge', '--json', ...more)) as { rules: Rule[] }).rules;
  const erased = async (rule: string, ...more: string[]): Promise<number> =>
    (await purge(...more)).find((one) => one.rule === rule)!.erased;
  const audited = (rule: string): Promise<Record<string, unknown>[]> =>
    rows('SELECT actor, outcome, detail FROM audit_event WHERE action = $1 AND target = $2 ORDER BY id', [
      'privacy.purge',
      `rule:${rule}`,
    ]);

  it('finds a holder for every rule of the register, and the service may start', async () => {
    await expect(service.app.get(ServiceChecks).mayStart()).resolves.toBeUndefined();
    expect((await purge('--dry-run')).length).toBeGreaterThan(10);
  });

  it('does not let the service start when a holder has a rule that the register lacks', async () => {
    const other = await createApp({ settings: testSettings({ databaseUrl: database.url, dataDir }) });
    const nothing = (): Promise<Record<string, never>> => Promise.resolve({});
    const retentions = [{ rule: 'games.players', purge: () => Promise.resolve(0) }];
    other.app.get(PersonalDataHolders).add({ context: 'games', retentions, export: nothing, erase: nothing });
    try {
      await expect(other.app.get(ServiceChecks).mayStart()).rejects.toThrow(
        'retentions.games.players is not in the register',
      );
    } finally {
      await other.app.close();
    }
  });

  it('erases an account three years after its last use, once its owner was told in time', async () => {
    const at = ['--now', THREE_YEARS_AND_A_DAY, '--only', 'identity'];
    const told = await makeAccount(service.app);
    const untold = await makeAccount(service.app);
    const late = await makeAccount(service.app);
    await rows('UPDATE account SET last_login_at = $1', [LAST_USE]);
    const notice = (id: string, when: string): Promise<unknown> =>
      rows('UPDATE account SET inactivity_notice_at = $2 WHERE id = $1', [id, when]);
    await notice(late.id, '2029-11-01T10:00:00Z');
    expect(await erased('identity.unused-accounts', ...at)).toBe(0);
    await notice(told.id, '2029-10-21T10:00:00Z');
    expect(await erased('identity.unused-accounts', ...at, '--dry-run')).toBe(1);
    expect(await rows('SELECT FROM account')).toHaveLength(3);
    expect(await erased('identity.unused-accounts', ...at)).toBe(1);
    expect(await rows('SELECT id FROM account ORDER BY id')).toEqual([untold.id, late.id].sort().map((id) => ({ id })));
    expect(await erased('identity.unused-accounts', ...at)).toBe(0);
    expect(await audited('identity.unused-accounts')).toEqual([
      { actor: 'cli', outcome: 'success', detail: { before: '2026-11-22T10:00:00.000Z', erased: 1 } },
    ]);
  });

  it('erases sessions thirty days after their end, and not one day earlier', async () => {
    const account = await makeAccount(service.app);
    await signIn(service.app, account);
    const [{ end }] = (await rows('SELECT expires_at AS end FROM auth_session')) as [{ end: Date }];
    const after = (days: number): string[] => ['--now', new Date(end.getTime() + days * DAY).toISOString()];
    expect(await erased('identity.sessions', ...after(29))).toBe(0);
    expect(await erased('identity.sessions', ...after(31))).toBe(1);
    expect(await rows('SELECT FROM refresh_token')).toEqual([]);
    expect(await rows('SELECT FROM account')).toHaveLength(1);
  });

  it('erases letters kept as files after a week', async () => {
    const folder = join(dataDir, 'mail');
    mkdirSync(folder, { recursive: true });
    for (const [name, days] of [['new', 6] as const, ['old', 8] as const]) {
      const then = new Date(Date.now() - days * DAY);
      writeFileSync(join(folder, `${name}.eml`), 'Bonjour');
      utimesSync(join(folder, `${name}.eml`), then, then);
    }
    expect(await erased('identity.letters', '--dry-run')).toBe(1);
    expect(existsSync(join(folder, 'old.eml'))).toBe(true);
    expect(await erased('identity.letters')).toBe(1);
    expect(readdirSync(folder)).toEqual(['new.eml']);
    expect(await erased('identity.letters')).toBe(0);
  });

  it('tells in lines what it did', async () => {
    const lines = (await hexagone('privacy', 'purge', '--only', 'audit', '--now', '2026-11-21')).split('\n');
    expect(lines).toEqual(['audit.events (P12M, before 2025-11-21T00:00:00.000Z): 0 erased', '']);
  });

  it.each([
    [['--now', 'tomorrow'], 'must be an instant'],
    [['--now', '2026-13-01'], 'must be an instant'],
    [['--now', '2026-11-21T10:00:00'], 'must be an instant'],
    [['--only', 'ingestio'], 'did you mean ingestion?'],
  ])('refuses %j', async (words, fault) => {
    await expect(hexagone('privacy', 'purge', ...words)).rejects.toThrow(fault);
  });

  it('shows the register with the columns, as YAML, JSON and CSV', async () => {
    const json: unknown = JSON.parse(await hexagone('privacy', 'registre', '--json'));
    expect(json).toEqual(parseYaml(await hexagone('privacy', 'registre')));
    expect(JSON.stringify(json)).toContain('account.password_hash');
    expect(await hexagone('privacy', 'registre', '--format', 'csv')).toContain('account.password_hash');
    await expect(hexagone('privacy', 'registre', '--format', 'html')).rejects.toThrow('yaml, json, csv');
  });
});
