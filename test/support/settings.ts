import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '@hexagone/platform';

/** The whole suite runs a second time with access protected: of tests that do not say themselves which they mean. */
export const BEARER_FOR_ALL = 'HEXAGONE_TEST_BEARER';
const usualAccess = (): Settings['access'] => (process.env[BEARER_FOR_ALL] === undefined ? 'open' : 'protected');

/** Settings of a service under test: open (or protected, see above), quiet, without drain and quotas. */
export const testSettings = (more: Partial<Settings> = {}): Settings => ({
  port: 0,
  host: '127.0.0.1',
  access: usualAccess(),
  dataDir: join(tmpdir(), `hexagone-test-${process.pid}`),
  migrate: 'off',
  demo: false,
  worker: false,
  drainMs: 0,
  corsOrigins: [],
  trustedProxies: [],
  secret: 'a secret that only tests know, of more than 32 bytes',
  uploadMaxBytes: 1_000_000,
  fetchAllowPrivate: [],
  requireIfMatch: false,
  publicUrl: 'http://localhost:8000',
  registration: 'open',
  mailFrom: 'Hexagone <no-reply@localhost>',
  refreshGraceSeconds: 0,
  auditMonths: 12,
  backupRetentionDays: 35,
  lendingK: 11,
  loginFailures: 5,
  addressFailures: 30,
  rates: { read: 0, search: 0, write: 0, auth: 0, export: 0 },
  logLevel: 'silent',
  env: {},
  ...more,
  ...(more.access === undefined && usualAccess() === 'protected' && { env: { ...more.env, [BEARER_FOR_ALL]: 'on' } }),
});

/** Who acts where a test brings no token: nobody, or the bearer of all scopes. */
export const usualActor = (): unknown =>
  usualAccess() === 'open' ? 'anonymous' : (expect.stringMatching(/^account:[0-9a-f-]{36}$/) as unknown);
