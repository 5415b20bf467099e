import { resolve } from 'node:path';
import { DomainError, type FieldFault, problem } from '@hexagone/kernel';
import { isHost, isHostAndPort, isLoopback, isNetwork, isOrigin, isPostgresUrl } from './addresses';
import { type Env, Environment } from './environment';
import { readIdentity } from './read-identity';
import { readRates } from './read-rates';
import { readSecret } from './read-secret';
import { keptSecret } from './secret';
import type { Settings } from './settings';

const FAULTY_SETTINGS = problem('platform.settings', 'invalid', {
  en: 'The configuration is wrong',
  fr: 'La configuration est fautive',
});

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

type Place = Pick<Settings, 'port' | 'host' | 'access' | 'dataDir' | 'drainMs'>;
type Edge = Pick<
  Settings,
  'corsOrigins' | 'trustedProxies' | 'uploadMaxBytes' | 'fetchAllowPrivate' | 'requireIfMatch'
>;

/** What the environment says, or one error that names every fault. Generates the secret when it is first asked for. */
export function readSettings(env: Env): Settings {
  const from = new Environment(env);
  from.checkNames();
  const place = readPlace(from);
  const database = readDatabase(from);
  const edge = readEdge(from);
  const work = {
    migrate: from.choice('HEXAGONE_MIGRATE', ['auto', 'off']) ?? 'auto',
    demo: from.isOn('HEXAGONE_DEMO'),
    worker: from.isOn('HEXAGONE_WORKER'),
    logLevel: from.choice('HEXAGONE_LOG_LEVEL', LOG_LEVELS) ?? 'info',
  };
  const where = { ...place, ...database, local: !isHost(place.host) || isLoopback(place.host) };
  const people = { ...readIdentity(from, where), ...readRates(from, where) };
  let secret = readSecret(from, where);
  if (env['NODE_ENV'] === 'production') refuseEmbedded(from, where);
  if (from.faults.length > 0) throw faulty(from.faults);
  return {
    ...place,
    ...database,
    ...edge,
    ...work,
    ...people,
    get secret(): string {
      return (secret ??= keptSecret(place.dataDir));
    },
    env,
  };
}

/** What an operator allowed that deserves a word in the log of every start. */
export function settingsWarnings({ access, host }: Pick<Settings, 'access' | 'host'>): readonly string[] {
  if (access !== 'open' || isLoopback(host)) return [];
  return [
    `HEXAGONE_ACCESS=open on ${host}: whoever reaches this address may read and write everything without a token`,
  ];
}

function readPlace(from: Environment): Place {
  const host = from.text('HOST') ?? '';
  const good = isHost(host);
  if (!good)
    from.fault('HOST', 'malformed', { en: 'must be an address or a host name', fr: 'doit être une adresse ou un nom' });
  const local = !good || isLoopback(host);
  return {
    host,
    port: from.whole('PORT', 65_535) ?? 0,
    access: from.choice('HEXAGONE_ACCESS', ['open', 'protected']) ?? (local ? 'open' : 'protected'),
    dataDir: resolve(from.text('HEXAGONE_DATA_DIR') ?? ''),
    drainMs: from.whole('HEXAGONE_DRAIN_MS', 600_000) ?? (local ? 0 : 5000),
  };
}

function readDatabase(from: Environment): Pick<Settings, 'databaseUrl' | 'databaseDirectUrl'> {
  const databaseUrl = from.text('DATABASE_URL');
  const databaseDirectUrl = from.text('DATABASE_DIRECT_URL');
  for (const [name, url] of [
    ['DATABASE_URL', databaseUrl],
    ['DATABASE_DIRECT_URL', databaseDirectUrl],
  ] as const) {
    if (url !== undefined && !isPostgresUrl(url)) {
      from.fault(name, 'malformed', { en: 'must be a postgres:// URL', fr: 'doit être une URL postgres://' });
    }
  }
  if (databaseDirectUrl !== undefined && databaseUrl === undefined) {
    from.fault('DATABASE_DIRECT_URL', 'alone', {
      en: 'needs DATABASE_URL beside it',
      fr: 'demande aussi DATABASE_URL',
    });
  }
  return { ...(databaseUrl && { databaseUrl }), ...(databaseDirectUrl && { databaseDirectUrl }) };
}

function readEdge(from: Environment): Edge {
  const origin = { en: 'an origin such as https://example.org', fr: 'une origine telle que https://example.org' };
  const network = {
    en: 'an address or a network such as 10.0.0.0/8',
    fr: 'une adresse ou un réseau tel que 10.0.0.0/8',
  };
  const pair = { en: 'a host:port pair', fr: 'un couple hôte:port' };
  return {
    corsOrigins: from.list('HEXAGONE_CORS_ORIGINS', isOrigin, origin),
    trustedProxies: from.list('TRUSTED_PROXIES', isNetwork, network),
    uploadMaxBytes: from.whole('HEXAGONE_UPLOAD_MAX_BYTES', Number.MAX_SAFE_INTEGER) ?? 0,
    fetchAllowPrivate: from.list('HEXAGONE_FETCH_ALLOW_PRIVATE', isHostAndPort, pair),
    requireIfMatch: from.choice('HEXAGONE_REQUIRE_IF_MATCH', ['true', 'false']) === 'true',
  };
}

function refuseEmbedded(from: Environment, { databaseUrl }: Pick<Settings, 'databaseUrl'>): void {
  if (databaseUrl !== undefined) return;
  from.fault('DATABASE_URL', 'required', {
    en: 'is required when NODE_ENV is production: the embedded database is for trying and developing',
    fr: 'est obligatoire quand NODE_ENV vaut production : la base embarquée sert à essayer et à développer',
  });
}

function faulty(faults: readonly FieldFault[]): DomainError {
  const said = (language: 'en' | 'fr'): string =>
    faults.map(({ parameter, detail }) => `${parameter ?? ''} ${detail[language]}`).join('\n');
  return new DomainError(FAULTY_SETTINGS, { en: said('en'), fr: said('fr') }, { faults });
}
