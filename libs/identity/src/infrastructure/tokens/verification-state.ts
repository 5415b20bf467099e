import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { KEY_PHASE } from './sql-signing-keys';

/** What decides about tokens and may change at any moment, as the database had it a few seconds ago. */
export interface Verification {
  /** Keys of tokens that may still be alive, by kid. */
  readonly keys: ReadonlyMap<string, KeyObject>;
  /** Latest revocation (seconds since 1970) by subject or session. */
  readonly revoked: ReadonlyMap<string, number>;
  /** Accounts whose data are only to be kept. */
  readonly restricted: ReadonlySet<string>;
}

const READ = `
  SELECT (SELECT coalesce(json_object_agg(kid, public_jwk), '{}') FROM signing_key
      WHERE ${KEY_PHASE} IN ('next', 'current', 'former')) AS keys,
    (SELECT coalesce(json_object_agg(revoked, at), '{}') FROM (
      SELECT revoked, extract(epoch FROM max(at))::float8 AS at FROM auth_revocation
      WHERE at > clock_timestamp() - interval '11 minutes' GROUP BY revoked) r) AS revoked,
    (SELECT coalesce(json_agg(id), '[]') FROM account WHERE restricted) AS restricted`;

interface Row {
  readonly keys: Readonly<Record<string, JsonWebKey>>;
  readonly revoked: Readonly<Record<string, number>>;
  readonly restricted: readonly string[];
}

/** From this age on (ms) it is read again while the former still decides; from the second on nothing is decided before. */
const AGEING = 2_000;
const TOO_OLD = 4_000;
const BETWEEN_UNKNOWN_KEYS = 10_000;

/** Keeps what decides about tokens at most 4 s old, read only while tokens come. */
@Injectable()
export class VerificationState {
  private known: Verification | undefined;
  private readAt = -Infinity;
  private reading: Promise<Verification> | undefined;
  private searchedAt = -Infinity;

  constructor(private readonly database: Database) {}

  /** At once where it is young enough. Rejects when it is not and the database does not answer. */
  current(): Verification | Promise<Verification> {
    const age = performance.now() - this.readAt;
    if (!this.known || age >= TOO_OLD) return this.read();
    if (age >= AGEING) this.read().catch(() => undefined);
    return this.known;
  }

  /** After a key that nobody knows: read again, but seldom, since anybody can make one up. */
  searched(): Verification | Promise<Verification> {
    if (performance.now() - this.searchedAt < BETWEEN_UNKNOWN_KEYS) return this.current();
    this.searchedAt = performance.now();
    return this.read();
  }

  /** The next token is judged by what the database says then. */
  outdate(): void {
    this.readAt = -Infinity;
  }

  private read(): Promise<Verification> {
    this.reading ??= this.ask().finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async ask(): Promise<Verification> {
    const began = performance.now();
    // What a transaction in progress writes is not true yet.
    const { rows } = await this.database.apart(() => this.database.query<Row>(READ));
    const [row] = rows as [Row];
    const keys = Object.entries(row.keys).map(
      ([kid, key]) => [kid, this.known?.keys.get(kid) ?? createPublicKey({ key, format: 'jwk' })] as const,
    );
    this.known = {
      keys: new Map(keys),
      revoked: new Map(Object.entries(row.revoked)),
      restricted: new Set(row.restricted),
    };
    this.readAt = began;
    return this.known;
  }
}
