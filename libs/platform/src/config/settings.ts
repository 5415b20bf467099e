/** Kinds of requests that have a quota of their own. */
export type RateClass = 'read' | 'search' | 'write' | 'auth' | 'export';

/** What an operator decides, read from the environment once, validated at start, all faults at once. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly access: 'open' | 'protected';
  /** Absolute path of HEXAGONE_DATA_DIR. */
  readonly dataDir: string;
  /** Absent: the embedded PostgreSQL. */
  readonly databaseUrl?: string;
  /** For sessions that must be direct: imports, LISTEN, migrations, advisory locks. Default: `databaseUrl`. */
  readonly databaseDirectUrl?: string;
  readonly migrate: 'auto' | 'off';
  /** Load every embedded default when the ledger is empty. */
  readonly demo: boolean;
  /** Take import runs in this service process. */
  readonly worker: boolean;
  readonly drainMs: number;
  readonly corsOrigins: readonly string[];
  readonly trustedProxies: readonly string[];
  readonly secret: string;
  readonly uploadMaxBytes: number;
  /** `host:port` pairs that may be private addresses. */
  readonly fetchAllowPrivate: readonly string[];
  /** PATCH and DELETE of an item that carries an ETag need `If-Match`. */
  readonly requireIfMatch: boolean;
  /** Origin that this service is reached at from outside, without a slash at its end: issuer of its tokens. */
  readonly publicUrl: string;
  /** `open`: anybody may register an account. */
  readonly registration: 'open' | 'closed';
  /** Absent: mails are files of the data folder. */
  readonly mailUrl?: string;
  /** Sender of mails. */
  readonly mailFrom: string;
  /** A refresh token used twice within this time does not end its session. */
  readonly refreshGraceSeconds: number;
  /** How long the audit log is kept. */
  readonly auditMonths: number;
  /** How long backups of the database are kept. */
  readonly backupRetentionDays: number;
  /** Fewest borrowers that a figure may be about. */
  readonly lendingK: number;
  /** How long requests for mortgages are kept; absent: no time is set. */
  readonly lendingRetentionMonths?: number;
  /** The operator's own register of processing activities, absolute path. */
  readonly registreFile?: string;
  /** Wrong guesses in 15 minutes before the next one has to wait: of one name from one address, and from one address. */
  readonly loginFailures: number;
  readonly addressFailures: number;
  /** Requests a minute (`export`: an hour) of one caller; 0: as many as they like. */
  readonly rates: Readonly<Record<RateClass, number>>;
  readonly logLevel: string;
  /** Every variable of the process, for `HEXAGONE_<DATASET>_REFRESH` and the like. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Injection token of the settings (an interface has no run-time value of its own). */
export const SETTINGS = 'hexagone:settings';
