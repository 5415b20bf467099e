import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { DomainError } from '@hexagone/kernel';
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

const GOOD_SECRET = '0123456789abcdef0123456789abcdef';
const PUBLIC = { HOST: '0.0.0.0', DATABASE_URL: 'postgres://db/hexagone' };

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
    expect(readSettings({ HOST: host })).toMatchObject({ access: 'protected', drainMs: 5000 });
  });

  it('allow open access on a public address when it is asked for, and warn', () => {
    const settings = readSettings({ HOST: '0.0.0.0', HEXAGONE_ACCESS: 'open' });
    expect(settingsWarnings(settings)).toHaveLength(1);
    expect(settingsWarnings(readSettings({ HEXAGONE_ACCESS: 'open' }))).toEqual([]);
    expect(settingsWarnings(readSettings({ HOST: '0.0.0.0' }))).toEqual([]);
  });

  it('refuse the embedded database and a missing secret in production', () => {
    const production = { NODE_ENV: 'production' };
    expect(faultsOf(production)).toEqual({ DATABASE_URL: 'required' });
    expect(faultsOf({ ...production, ...PUBLIC })).toEqual({ HEXAGONE_SECRET: 'required' });
    expect(faultsOf({ ...production, ...PUBLIC, HEXAGONE_SECRET: 'short' })).toEqual({ HEXAGONE_SECRET: 'weak' });
    expect(faultsOf({ ...production, ...PUBLIC, HEXAGONE_SECRET: GOOD_SECRET })).toEqual({});
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
    const shown = shownSettings(readSettings({ DATABASE_URL: url, HEXAGONE_SECRET: GOOD_SECRET }));
    expect(JSON.stringify(shown)).not.toMatch(/pass-word|0123456789abcdef/);
    expect(shown).toContainEqual(
      expect.objectContaining({ name: 'DATABASE_URL', value: 'postgres://***@db:5432/hexagone' }),
    );
    expect(shown.map(({ name }) => name)).toEqual(variables().map(([name]) => name));
  });

  it('are all in .env.example', () => {
    expect(readFileSync(resolve('.env.example'), 'utf8')).toBe(envExample());
  });
});
