/** One variable of the environment, as `hexagone config` and `.env.example` describe it. */
export interface Variable {
  readonly meaning: string;
  /** Absent: unset means something of its own, which `meaning` tells. */
  readonly default?: string;
  /** Shown in `.env.example` in place of a default. */
  readonly example?: string;
  /** Masked when shown; may also be given as a file, `<NAME>_FILE`. */
  readonly secret?: true;
}

export const VARIABLES = {
  PORT: { meaning: 'Port of the HTTP service; 0 takes a free one.', default: '8000' },
  HOST: { meaning: 'Address that the service listens on. Anything but loopback is public.', default: '127.0.0.1' },
  NODE_ENV: { meaning: 'production refuses the embedded database.' },
  DATABASE_URL: {
    meaning: 'postgres:// URL for requests; may lead through a transaction pooler. Unset: the embedded PostgreSQL.',
    secret: true,
  },
  DATABASE_DIRECT_URL: {
    meaning: 'URL of the server itself, for imports and migrations. Unset: DATABASE_URL.',
    secret: true,
  },
  HEXAGONE_DATA_DIR: {
    meaning: 'Folder of the embedded database, of raw files and of the generated secret.',
    default: '.hexagone',
  },
  HEXAGONE_ACCESS: {
    meaning: 'open (no token needed) or protected. Unset: open on a loopback address, protected on any other.',
  },
  HEXAGONE_MIGRATE: {
    meaning: 'auto applies pending migrations before the first request; off leaves that to `hexagone db migrate`.',
    default: 'auto',
  },
  HEXAGONE_DEMO: { meaning: 'on loads the embedded data sets when nothing was ever imported.', default: 'on' },
  HEXAGONE_WORKER: { meaning: 'on lets this service process carry out imports.', default: 'on' },
  HEXAGONE_DRAIN_MS: {
    meaning: 'Milliseconds that a service told to stop goes on serving. Unset: 0 on a loopback address, else 5000.',
  },
  HEXAGONE_CORS_ORIGINS: { meaning: 'Origins, separated by commas, whose pages may read what is not open data.' },
  TRUSTED_PROXIES: { meaning: 'Addresses or networks, separated by commas, whose X-Forwarded-* fields are believed.' },
  HEXAGONE_SECRET: {
    meaning:
      'Key material, 32 bytes or more: openssl rand -base64 32. Unset: generated once and kept in HEXAGONE_DATA_DIR; that will not do on a public address, nor with protected access to a DATABASE_URL.',
    example: 'replace-this-by-32-random-bytes-or-more',
    secret: true,
  },
  PUBLIC_URL: {
    meaning:
      'Origin that the service is reached at from outside, such as https://hexagone.example: the issuer of its tokens. Needed where access is protected. Unset: http://localhost:PORT.',
  },
  HEXAGONE_REGISTRATION: {
    meaning: 'open lets anybody register an account, closed nobody. Unset: open on a loopback address, else closed.',
  },
  MAIL_URL: {
    meaning: 'smtp:// or smtps:// URL that mails are sent through. Unset: they are written to HEXAGONE_DATA_DIR/mail.',
    secret: true,
  },
  HEXAGONE_MAIL_FROM: { meaning: 'Sender of mails.', default: 'Hexagone <no-reply@localhost>' },
  REFRESH_GRACE_SECONDS: {
    meaning: 'Seconds in which a refresh token may be used a second time without ending its session.',
    default: '0',
  },
  HEXAGONE_AUDIT_MONTHS: { meaning: 'Months that the audit log is kept, from 6 to 36.', default: '12' },
  HEXAGONE_BACKUP_RETENTION_DAYS: {
    meaning: 'Days that backups of the database are kept; marks of erasures outlive them.',
    default: '35',
  },
  LENDING_K: {
    meaning: 'Fewest borrowers that a figure may be about, 5 or more: counts of fewer are masked.',
    default: '11',
  },
  LENDING_RETENTION_MONTHS: {
    meaning:
      'Months after its creation that a request for a mortgage is erased, from 1 to 600; generated ones never. Unset: no time is set, and none is erased.',
  },
  HEXAGONE_REGISTRE_FILE: {
    meaning:
      'YAML file of the operator with controller, DPO and further processing activities, laid over docs/privacy/registre.yaml.',
  },
  HEXAGONE_LOGIN_FAILURES: {
    meaning: 'Wrong guesses of one name from one address in 15 minutes before the next one has to wait.',
    default: '5',
  },
  HEXAGONE_ADDRESS_FAILURES: {
    meaning: 'Wrong guesses from one address in 15 minutes, whatever the names, before the next one has to wait.',
    default: '30',
  },
  HEXAGONE_RATE_READ: {
    meaning: 'Reads a minute of one caller; 0: no limit. Unset: 1200, and no limit where loopback is open.',
  },
  HEXAGONE_RATE_SEARCH: {
    meaning: 'Searches a minute of one caller; 0: no limit. Unset: 60, and no limit where loopback is open.',
  },
  HEXAGONE_RATE_WRITE: {
    meaning: 'Writes a minute of one caller; 0: no limit. Unset: 120, and no limit where loopback is open.',
  },
  HEXAGONE_RATE_AUTH: { meaning: 'Calls of /auth and /oauth a minute from one address; 0: no limit.', default: '20' },
  HEXAGONE_RATE_EXPORT: { meaning: 'Exports of its own data an hour of one account; 0: no limit.', default: '5' },
  HEXAGONE_UPLOAD_MAX_BYTES: { meaning: 'Largest file that may be uploaded, in bytes.', default: '67108864' },
  HEXAGONE_FETCH_ALLOW_PRIVATE: {
    meaning: 'host:port pairs, separated by commas, that imports may fetch from although the address is private.',
  },
  HEXAGONE_REQUIRE_IF_MATCH: {
    meaning: 'true refuses to change or remove an item without If-Match: 428.',
    default: 'false',
  },
  HEXAGONE_ECO2MIX_BASE_URL: {
    meaning: 'Where the éCO2mix files are fetched from; given here, the address may be private.',
    default: 'https://eco2mix.rte-france.com/download/eco2mix/',
  },
  HEXAGONE_ECO2MIX_AREAS: {
    meaning: 'Areas, separated by commas, whose éCO2mix files are fetched: FR, FR-BRE, 53 …',
    default: 'FR',
  },
  IGDB_CLIENT_ID: { meaning: 'Client registered with Twitch that may ask IGDB for games. Unset: IGDB is not asked.' },
  IGDB_CLIENT_SECRET: { meaning: 'Secret of that client.', secret: true },
  IGDB_URL: { meaning: 'IGDB’s API; the address may be private.', default: 'https://api.igdb.com/v4' },
  IGDB_TOKEN_URL: {
    meaning: 'Where tokens for IGDB are issued; the address may be private.',
    default: 'https://id.twitch.tv/oauth2/token',
  },
  IGDB_FILTER: {
    meaning: 'Which games are asked for, in IGDB’s language: release_dates.y = 2024. Unset: all of them.',
  },
  GAMES_SQL_URL: {
    meaning: 'postgres:// URL of a database that games are read from. Unset: none is asked.',
    secret: true,
  },
  GAMES_SQL_MAPPING: {
    meaning: 'How its tables are read: the name of a file of config/games/sql, without .yaml.',
    default: 'vestimlib',
  },
  GAMES_ES_SOURCE_URL: {
    meaning: 'http or https address of an Elasticsearch that games are read from. Unset: none is asked.',
    secret: true,
  },
  GAMES_ES_SOURCE_INDEX: { meaning: 'Its index, or alias.', default: 'games' },
  GAMES_ES_SOURCE_IDS: {
    meaning: 'Whose ids the documents have: igdb, or own where nobody else knows them.',
    default: 'igdb',
  },
  GAMES_ES_SOURCE_API_KEY: { meaning: 'API key for it.', secret: true },
  GAMES_ES_SOURCE_CA_FILE: { meaning: 'PEM file of the authority of its certificate. Unset: those of the system.' },
  GAMES_MATCH_AUTOMATIC: {
    meaning: 'Confidence, from 0 to 1, from which on records of several sources become one game by themselves.',
    default: '0.92',
  },
  GAMES_MATCH_REVIEW: { meaning: 'Confidence from which on they are proposed to a person.', default: '0.75' },
  GAMES_EMBEDDINGS: {
    meaning:
      'Model that embeds games for search by meaning: use-lite (English, no network, optional packages @energetic-ai/*), hash (no model), off, or auto, which is use-lite where it is installed, else hash.',
    default: 'auto',
  },
  GAMES_SEMANTIC_MIN: {
    meaning:
      'Least cosine, from 0 to 1, of a game that a query is said to describe. Unset: 0.40, and 0.15 where GAMES_EMBEDDINGS is hash.',
  },
  ELASTICSEARCH_URL: {
    meaning:
      'http or https address of an Elasticsearch 9 that games are searched with. Unset, or while it does not answer: PostgreSQL finds them.',
    secret: true,
  },
  ELASTICSEARCH_API_KEY: { meaning: 'API key for it.', secret: true },
  ELASTICSEARCH_CA_FILE: { meaning: 'PEM file of the authority of its certificate. Unset: those of the system.' },
  HEXAGONE_COMMIT: { meaning: 'Commit that this code was built from, as /status shows it.' },
  HEXAGONE_LOG_LEVEL: { meaning: 'fatal, error, warn, info, debug, trace or silent.', default: 'info' },
} as const satisfies Readonly<Record<string, Variable>>;

export type VariableName = keyof typeof VARIABLES;

export const variables = (): readonly (readonly [VariableName, Variable])[] =>
  Object.entries(VARIABLES) as [VariableName, Variable][];

/** `HEXAGONE_ECO2MIX_REFRESH=on` and the like: one switch per dataset, whatever the datasets are. */
export const REFRESH = /^HEXAGONE_[A-Z0-9]+(?:_[A-Z0-9]+)*_REFRESH$/;

/** The text of `.env.example`: every variable, its meaning and its default. */
export function envExample(): string {
  const entries = variables().map(([name, variable]) => {
    const file = variable.secret ? ` Also ${name}_FILE, a file that holds it.` : '';
    return `# ${variable.meaning}${file}\n#${name}=${variable.default ?? variable.example ?? ''}\n`;
  });
  const refresh =
    '# on refreshes that dataset from its official source on schedule.\n#HEXAGONE_<DATASET>_REFRESH=off\n';
  return [
    '# On a loopback address nothing here is required. Copy to .env and uncomment what you decide.\n',
    ...entries,
    refresh,
  ].join('\n');
}
