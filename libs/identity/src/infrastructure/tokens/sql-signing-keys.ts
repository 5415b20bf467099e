import { generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import { Database, SETTINGS, type Settings } from '@hexagone/platform';
import { Inject, Injectable } from '@nestjs/common';
import { calculateJwkThumbprint } from 'jose';
import { type KeyCard, type KeyPhase, SigningKeys } from '../../application/signing-keys';
import { unknownKey } from '../../application/token-problems';
import { KeySeal } from './key-seal';

/** A key that signs now, and what time it is for all replicas: that of the database. */
export interface Signer {
  readonly kid: string;
  readonly key: KeyObject;
  /** Seconds since 1970, with microseconds. */
  readonly now: number;
}

/** By the clock of the database, so that replicas agree. */
export const KEY_PHASE = `CASE WHEN revoked_at IS NOT NULL THEN 'revoked' WHEN sign_from > clock_timestamp() THEN 'next'
  WHEN coalesce(sign_until > clock_timestamp(), true) THEN 'current'
  WHEN retire_at > clock_timestamp() THEN 'former' ELSE 'withdrawn' END`;

const CARD = `kid, ${KEY_PHASE} AS phase, created_at, sign_from, sign_until, retire_at, revoked_at`;
const LIST = `SELECT ${CARD} FROM signing_key ORDER BY sign_from DESC`;
const PRESENT = `
  SELECT kid, private_sealed, extract(epoch FROM clock_timestamp())::float8 AS now FROM signing_key
  WHERE ${KEY_PHASE} = 'current' ORDER BY sign_from DESC LIMIT 1`;
const TO_OPEN = `SELECT kid, private_sealed FROM signing_key WHERE ${KEY_PHASE} IN ('next', 'current')`;
const ALONE = `SELECT pg_advisory_xact_lock(hashtextextended('hexagone.signing_key', 0))`;
const ADD = `
  INSERT INTO signing_key (kid, public_jwk, private_sealed, sign_from)
  VALUES ($1, $2, $3, clock_timestamp() + make_interval(secs => $4)) RETURNING ${CARD}`;
const DROP_NEXT = `DELETE FROM signing_key WHERE ${KEY_PHASE} = 'next'`;
const SUPERSEDE = `
  UPDATE signing_key SET (sign_until, retire_at) =
    (SELECT n.sign_from, n.sign_from + interval '11 minutes' FROM signing_key n WHERE n.kid = $1)
  WHERE kid <> $1 AND ${KEY_PHASE} = 'current'`;
const REVOKE = `UPDATE signing_key SET revoked_at = clock_timestamp() WHERE kid = $1 AND revoked_at IS NULL`;
const IS_OLD = `SELECT FROM signing_key WHERE ${KEY_PHASE} = 'current' AND sign_from < now() - interval '90 days'
  AND sign_until IS NULL`;
const PUBLISHED = `
  SELECT public_jwk || jsonb_build_object('kid', kid, 'use', 'sig', 'alg', 'EdDSA') AS jwk FROM signing_key
  WHERE ${KEY_PHASE} IN ('next', 'current', 'former') ORDER BY sign_from DESC`;

const PUBLISHED_BEFORE = 600;

interface Sealed {
  readonly kid: string;
  readonly private_sealed: Buffer;
}

interface Row extends Record<Exclude<keyof KeyCard, 'kid' | 'phase'>, Date | null> {
  readonly kid: string;
  readonly phase: KeyPhase;
}

const card = (row: Row): KeyCard => JSON.parse(JSON.stringify(row)) as KeyCard;

/** Signing keys in PostgreSQL; whoever changes them holds a lock until the end of the transaction. */
@Injectable()
export class SqlSigningKeys extends SigningKeys {
  private drawn: KeySeal | undefined;

  constructor(
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    super();
  }

  /** Not before it is needed: a secret that nobody has set is generated when it is read. */
  private get seal(): KeySeal {
    return (this.drawn ??= new KeySeal(this.settings.secret));
  }

  /** The key to sign with; made when there is none yet. Throws `identity.key-sealed`. */
  async signer(): Promise<Signer> {
    const known = await this.present();
    if (known) return known;
    await this.alone(async () => {
      if (!(await this.present())) await this.succeed(true);
    });
    return this.signer();
  }

  /** Throws `identity.key-sealed` where one that signs, or will, is not ours to open. */
  async mustOpen(): Promise<void> {
    const { rows } = await this.database.query<Sealed>(TO_OPEN);
    for (const { kid, private_sealed } of rows) this.seal.open(kid, private_sealed);
  }

  /** Keys of tokens that are or will be alive (RFC 7517). The first one is made when there is none yet. */
  async published(): Promise<readonly JsonWebKey[]> {
    const { rows } = await this.database.query<{ jwk: JsonWebKey }>(PUBLISHED);
    if (rows.length > 0) return rows.map(({ jwk }) => jwk);
    await this.signer();
    return this.published();
  }

  async list(): Promise<readonly KeyCard[]> {
    return (await this.database.query<Row>(LIST)).rows.map(card);
  }

  rotate(atOnce: boolean): Promise<KeyCard> {
    return this.alone(() => this.succeed(atOnce));
  }

  async revoke(kid: string): Promise<boolean> {
    return this.alone(async () => {
      const before = (await this.list()).find((key) => key.kid === kid);
      if (!before) throw unknownKey(kid);
      const { rowCount } = await this.database.query(REVOKE, [kid]);
      if (before.phase === 'current' || before.phase === 'next') await this.succeed(before.phase === 'current');
      return rowCount > 0;
    });
  }

  rotateWhenOld(): Promise<KeyCard | null> {
    return this.alone(async () => ((await this.database.query(IS_OLD)).rowCount > 0 ? this.succeed(false) : null));
  }

  private async present(): Promise<Signer | null> {
    const [row] = (await this.database.query<Sealed & { readonly now: number }>(PRESENT)).rows;
    return row ? { kid: row.kid, key: this.seal.open(row.kid, row.private_sealed), now: row.now } : null;
  }

  private alone<T>(work: () => Promise<T>): Promise<T> {
    return this.database.run(async () => {
      await this.database.query(ALONE);
      return work();
    });
  }

  private async succeed(atOnce: boolean): Promise<KeyCard> {
    const keys = await this.list();
    const pending = keys.find(({ phase }) => phase === 'next');
    if (pending && !atOnce) return pending;
    await this.database.query(DROP_NEXT);
    const isNeeded = atOnce || !keys.some(({ phase }) => phase === 'current');
    const added = [...(await this.newKey()), isNeeded ? 0 : PUBLISHED_BEFORE];
    const [next] = (await this.database.query<Row>(ADD, added)).rows.map(card) as [KeyCard];
    await this.database.query(SUPERSEDE, [next.kid]);
    return next;
  }

  private async newKey(): Promise<[kid: string, jwk: string, sealed: Buffer]> {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const jwk = publicKey.export({ format: 'jwk' });
    const kid = await calculateJwkThumbprint(jwk);
    // The command line would take it for an option.
    if (kid.startsWith('-')) return this.newKey();
    return [kid, JSON.stringify(jwk), this.seal.seal(kid, privateKey)];
  }
}
