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
  readonly logLevel: string;
  /** Every variable of the process, for `HEXAGONE_<DATASET>_REFRESH` and the like. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Injection token of the settings (an interface has no run-time value of its own). */
export const SETTINGS = 'hexagone:settings';
