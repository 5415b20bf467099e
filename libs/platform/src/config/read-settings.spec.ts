import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { DomainError } from '@hexagone/kernel';
import { PUBLISHED_SECRETS } from './published-secrets';
import { readSettings, settingsWarnings } from './read-settings';
import { shownSettings } from './shown-settings';
import { envExample, variables } from './variables';

function faultsOf(env: Record<string, string>): Record<string, string> {
  try {
    readSettings(env);
    return {};
  } catch (error) {
    const { code, extras } = error as DomainError;
    expect(code).toBe('platform.settings');
    return Object.fromEntries((extras.faults ?? []).map((fault) => [fault.parameter ?? '', fault.code]));
  }
}

const GOOD_SECRET = randomBytes(16).toString('hex');
const DATABASE = { DATABASE_URL: 'postgres://db/hexagone' };
const NAMED = { PUBLIC_URL: 'https://hexagone.example/' };
/** What a service on a public address needs at least. */
const PUBLIC = { HOST: '0.0.0.0', HEXAGONE_SECRET: GOOD_SECRET, ...NAMED };

/** Everything that is published: no build, no packages, no data. */
function repositoryFiles(): string[] {
  const left = new Set(['node_modules', 'dist', '.git', '.hexagone', 'package-lock.json']);
  const top = readdirSync('.', { withFileTypes: true }).filter(({ name }) => !left.has(name));
  const below = top
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(name, { recursive: true, withFileTypes: true }));
  return [...top, ...below]
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => statSync(file).size < 1_000_000);
}

describe('the settings', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hexagone-settings-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('need nothing at all', () => {
    expect(readSettings({})).toMatchObject({
      port: 8000,
      host: '127.0.0.1',
      access: 'open',
      dataDir: resolve('.hexagone'),
      migrate: 'auto',
      demo: true,
      worker: true,
      drainMs: 0,
      corsOrigins: [],
      trustedProxies: [],
      uploadMaxBytes: 64 * 1024 * 1024,
      fetchAllowPrivate: [],
      requireIfMatch: false,
      logLevel: 'info',
    });
    expect(readSettings({}).databaseUrl).toBeUndefined();
  });

  it('name all faults at once', () => {
    expect(
      faultsOf({
        PORT: '8e3',
        HOST: 'not a host',
        DATABASE_URL: 'mysql://x',
        HEXAGONE_MIGRATE: 'yes',
        HEXAGONE_DEMO: 'true',
        HEXAGONE_DRAIN_MS: '-1',
        HEXAGONE_CORS_ORIGINS: 'https://a.example,https://b.example/',
        TRUSTED_PROXIES: '10.0.0.0/8,10.0.0.0/99',
        HEXAGONE_FETCH_ALLOW_PRIVATE: 'localhost',
        HEXAGONE_REQUIRE_IF_MATCH: 'on',
        HEXAGONE_LOG_LEVEL: 'loud',
        HEXAGONE_SECRET: 'x'.repeat(64),
        HEXAGONE_ACCES: 'open',
        HEXAGONE_ECO2MIX_REFRESH: 'yes',
      }),
    ).toEqual({
      PORT: 'whole_number',
      HOST: 'malformed',
      DATABASE_URL: 'malformed',
      HEXAGONE_MIGRATE: 'unknown_value',
      HEXAGONE_DEMO: 'unknown_value',
      HEXAGONE_DRAIN_MS: 'whole_number',
      HEXAGONE_CORS_ORIGINS: 'malformed',
      TRUSTED_PROXIES: 'malformed',
      HEXAGONE_FETCH_ALLOW_PRIVATE: 'malformed',
      HEXAGONE_REQUIRE_IF_MATCH: 'unknown_value',
      HEXAGONE_LOG_LEVEL: 'unknown_value',
      HEXAGONE_SECRET: 'weak',
      HEXAGONE_ACCES: 'unknown_name',
      HEXAGONE_ECO2MIX_REFRESH: 'unknown_value',
    });
  });

  it('may ask for If-Match on every change of an item', () => {
    expect(readSettings({ HEXAGONE_REQUIRE_IF_MATCH: 'true' }).requireIfMatch).toBe(true);
  });

  it('suggest the variable that was meant', () => {
    expect(() => readSettings({ HEXAGONE_ACCES: 'open' })).toThrow(
      'HEXAGONE_ACCES is unknown: did you mean HEXAGONE_ACCESS?',
    );
  });

  it.each(['1e3', '0x50', '+80', '80.0', '٨٠', '65536', '080', '8000 8001'])('refuse the port %s', (port) => {
    expect(faultsOf({ PORT: port })).toEqual({ PORT: 'whole_number' });
  });

  it.each(['localhost', '127.0.0.1', '127.8.9.1', '::1'])('are open on %s', (host) => {
    expect(readSettings({ HOST: host })).toMatchObject({ access: 'open', drainMs: 0 });
  });

  it.each(['0.0.0.0', '::', '192.168.1.4', 'hexagone.example', '::ffff:8.8.8.8'])('are protected on %s', (host) => {
    expect(readSettings({ ...PUBLIC, HOST: host })).toMatchObject({
      access: 'protected',
      drainMs: 5000,
      publicUrl: 'https://hexagone.example',
      registration: 'closed',
      rates: { read: 1200, search: 60, write: 120, auth: 20, export: 5 },
    });
  });

  it('allow open access on a public address when it is asked for, and warn', () => {
    const settings = readSettings({ ...PUBLIC, HEXAGONE_ACCESS: 'open' });
    expect(settingsWarnings(settings)).toHaveLength(1);
    expect(settingsWarnings(readSettings({ HEXAGONE_ACCESS: 'open' }))).toEqual([]);
    expect(settingsWarnings(readSettings(PUBLIC))).toEqual([]);
  });

  it('refuse the embedded database in production', () => {
    const production = { NODE_ENV: 'production' };
    expect(faultsOf(production)).toEqual({ DATABASE_URL: 'required' });
    expect(faultsOf({ ...production, ...PUBLIC, ...DATABASE })).toEqual({});
  });

  const PROTECTED = { HEXAGONE_ACCESS: 'protected', ...NAMED };

  it.each([
    ['a public address', { HOST: '0.0.0.0', ...NAMED }, 'required'],
    ['a public address that is open', { HOST: '0.0.0.0', HEXAGONE_ACCESS: 'open' }, 'required'],
    ['protected access to a database that others share', { ...PROTECTED, ...DATABASE }, 'required'],
    ['protected access to the embedded database', PROTECTED, undefined],
    ['a database of this machine, open', DATABASE, undefined],
  ])('need a secret for %s: %#', (_, env, fault) => {
    expect(faultsOf(env)).toEqual(fault ? { HEXAGONE_SECRET: fault } : {});
    expect(faultsOf({ ...env, HEXAGONE_SECRET: GOOD_SECRET })).toEqual({});
  });

  it.each([
    ['of 31 bytes', GOOD_SECRET.slice(1), 'is too short: at least 32 bytes'],
    ['of one character', 'a'.repeat(32), 'is one character repeated'],
    [
      'of the example',
      /HEXAGONE_SECRET=(.+)/.exec(envExample())?.[1] ?? '',
      'is an example that everybody can read in the files of Hexagone',
    ],
  ])('refuse a secret %s', (_, secret, words) => {
    expect(() => readSettings({ ...PUBLIC, HEXAGONE_SECRET: secret })).toThrow(`HEXAGONE_SECRET ${words}`);
    expect(() => readSettings({ HEXAGONE_SECRET: secret })).toThrow(words);
  });

  it('know every secret that stands in a file of the repository', () => {
    const given = /secret\w*['"]?\s*(?:\?\?)?[:=]\s*(?:'([^'\n]+)'|"([^"\n]+)"|`([^`\n]+)`|([^\s'"`(){}[\],;]+))/gi;
    const found = repositoryFiles().flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(given)].map((match) => match.slice(1).find(Boolean) ?? ''),
    );
    const usable = found.filter((text) => Buffer.byteLength(text) >= 32 && new Set(text).size > 1);
    expect(usable.length).toBeGreaterThan(1);
    expect(usable.filter((text) => !PUBLISHED_SECRETS.has(text))).toEqual([]);
  });

  it('need the public address where access is protected, and only an origin will do', () => {
    const env = { HEXAGONE_ACCESS: 'protected', HEXAGONE_SECRET: GOOD_SECRET };
    expect(() => readSettings(env)).toThrow(
      'PUBLIC_URL is required where access is protected: it is the issuer of the tokens',
    );
    expect(faultsOf({ ...env, PUBLIC_URL: 'https://hexagone.example/api' })).toEqual({ PUBLIC_URL: 'malformed' });
    expect(readSettings({ PORT: '9000' }).publicUrl).toBe('http://localhost:9000');
  });

  it('limit reads and writes on an open loopback address only when asked to', () => {
    expect(readSettings({}).rates).toEqual({ read: 0, search: 0, write: 0, auth: 20, export: 5 });
    expect(readSettings({ HEXAGONE_RATE_READ: '100' }).rates).toMatchObject({ read: 100, write: 0 });
    expect(readSettings({ HEXAGONE_ACCESS: 'protected', ...NAMED }).rates).toMatchObject({ read: 1200, write: 120 });
  });

  it('say how people and their data are treated', () => {
    expect(readSettings({})).toMatchObject({
      registration: 'open',
      mailFrom: 'Hexagone <no-reply@localhost>',
      refreshGraceSeconds: 0,
      auditMonths: 12,
      backupRetentionDays: 35,
      lendingK: 11,
      loginFailures: 5,
      addressFailures: 30,
    });
    expect(readSettings({}).lendingRetentionMonths).toBeUndefined();
    expect(readSettings({ LENDING_RETENTION_MONTHS: '60' }).lendingRetentionMonths).toBe(60);
    expect(
      faultsOf({
        HEXAGONE_REGISTRATION: 'yes',
        MAIL_URL: 'http://mail.example',
        REFRESH_GRACE_SECONDS: '61',
        HEXAGONE_AUDIT_MONTHS: '5',
        LENDING_K: '4',
        LENDING_RETENTION_MONTHS: '0',
        HEXAGONE_LOGIN_FAILURES: '1',
        HEXAGONE_RATE_AUTH: '-1',
      }),
    ).toEqual({
      HEXAGONE_REGISTRATION: 'unknown_value',
      MAIL_URL: 'malformed',
      REFRESH_GRACE_SECONDS: 'whole_number',
      HEXAGONE_AUDIT_MONTHS: 'whole_number',
      LENDING_K: 'whole_number',
      LENDING_RETENTION_MONTHS: 'whole_number',
      HEXAGONE_LOGIN_FAILURES: 'whole_number',
      HEXAGONE_RATE_AUTH: 'whole_number',
    });
  });

  it('refuse a direct URL alone', () => {
    expect(faultsOf({ DATABASE_DIRECT_URL: 'postgres://db/hexagone' })).toEqual({ DATABASE_DIRECT_URL: 'alone' });
  });

  it('take a secret from a file, and only from one place', () => {
    const file = join(folder, 'given');
    writeFileSync(file, `${GOOD_SECRET}\n`);
    expect(readSettings({ HEXAGONE_SECRET_FILE: file }).secret).toBe(GOOD_SECRET);
    expect(faultsOf({ HEXAGONE_SECRET_FILE: file, HEXAGONE_SECRET: GOOD_SECRET })).toEqual({
      HEXAGONE_SECRET: 'twice',
    });
    expect(faultsOf({ DATABASE_URL_FILE: join(folder, 'none') })).toEqual({ DATABASE_URL_FILE: 'unreadable' });
  });

  it('generate a secret once and keep it from others', () => {
    const env = { HEXAGONE_DATA_DIR: join(folder, 'data') };
    const { secret } = readSettings(env);
    expect(secret.length).toBeGreaterThanOrEqual(43);
    expect(readSettings(env).secret).toBe(secret);
    expect(statSync(join(folder, 'data/secret')).mode & 0o777).toBe(0o600);
  });

  it('take an empty variable for an absent one', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: ' ', HEXAGONE_ACCESS: '' })).toEqual(
      expect.objectContaining({ port: 8000, access: 'open' }),
    );
  });

  it('are shown without their secrets', () => {
    const url = 'postgres://hexagone:pass-word@db:5432/hexagone?password=pass-word';
    const shown = shownSettings(
      readSettings({ DATABASE_URL: url, HEXAGONE_SECRET: GOOD_SECRET, MAIL_URL: 'smtp://a:pass-word@mail' }),
    );
    expect(JSON.stringify(shown)).not.toContain('pass-word');
    expect(JSON.stringify(shown)).not.toContain(GOOD_SECRET);
    expect(shown).toContainEqual(
      expect.objectContaining({ name: 'DATABASE_URL', value: 'postgres://***@db:5432/hexagone' }),
    );
    expect(shown.map(({ name }) => name)).toEqual(variables().map(([name]) => name));
  });

  it('are shown without any secret of a context, be it an address or a key', () => {
    const secrets = variables().flatMap(([name, { secret }]) => (secret ? [name] : []));
    const ours = ['HEXAGONE_SECRET', 'DATABASE_URL', 'DATABASE_DIRECT_URL', 'MAIL_URL'];
    const others = secrets.filter((name) => !ours.includes(name));
    for (const value of [
      'a-pass-word',
      'postgres://me:a-pass-word@db/games',
      'http://:a-pass-word',
      'id:a-pass-word',
    ]) {
      const shown = shownSettings(readSettings(Object.fromEntries(others.map((name) => [name, value]))));
      expect(shown.filter((one) => one.value?.includes('pass-word'))).toEqual([]);
      for (const name of others) expect(shown.find((one) => one.name === name)?.value).toContain('***');
    }
    expect(others).toEqual(expect.arrayContaining(['IGDB_CLIENT_SECRET', 'GAMES_SQL_URL', 'ELASTICSEARCH_API_KEY']));
  });

  it('are all in .env.example', () => {
    expect(readFileSync(resolve('.env.example'), 'utf8')).toBe(envExample());
  });
});
