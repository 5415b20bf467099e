import { createHmac } from 'node:crypto';
import { AuditLog } from '@hexagone/kernel';
import { Database, derivedKey, limitKeyOf, SETTINGS, type Settings } from '@hexagone/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type Guess, Throttle } from '../../application/throttle';
import { tooManyAttempts } from '../../domain/attempt.errors';

/** Failures of one name within 15 minutes, whatever the addresses, that the audit log tells of. */
const SUSPICIOUS = 50;

/** What is blocked at this moment counts no further: guesses made at the same time make nobody wait longer. */
const FAIL = `
  INSERT INTO auth_throttle AS t (bucket, failures, window_start) VALUES ($1, 1, now())
  ON CONFLICT (bucket) DO UPDATE SET
    failures = CASE WHEN t.window_start < now() - interval '15 min' THEN 1 ELSE t.failures + 1 END,
    window_start = CASE WHEN t.window_start < now() - interval '15 min' THEN now() ELSE t.window_start END,
    blocked_until = CASE WHEN t.window_start >= now() - interval '15 min' AND t.failures + 1 >= $2::integer
      THEN now() + least(interval '15 min', interval '30 s' * power(2, least(t.failures + 1 - $2, 5))) END
  WHERE t.blocked_until IS NULL OR t.blocked_until <= now()
  RETURNING failures`;

const BLOCKED = `
  SELECT ceil(extract(epoch FROM max(blocked_until) - now()))::integer AS seconds
  FROM auth_throttle WHERE bucket = ANY ($1::bytea[]) AND blocked_until > now()`;

const CLEAR = 'DELETE FROM auth_throttle WHERE bucket = $1';

/** Neither names nor addresses are in the table: its key is a keyed hash of them. */
@Injectable()
export class PostgresThrottle extends Throttle {
  private key: Buffer | undefined;

  constructor(
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly audit: AuditLog,
  ) {
    super();
  }

  mayTry(guess: Guess): Promise<void> {
    return this.database.apart(() => this.refuseBlocked(guess));
  }

  failed(guess: Guess): Promise<void> {
    return this.database.apart(() => this.count(guess));
  }

  succeeded(guess: Guess): Promise<void> {
    return this.database.apart(async () => {
      await this.refuseBlocked(guess);
      await this.database.query(CLEAR, [this.here(guess)]);
    });
  }

  private async refuseBlocked(guess: Guess): Promise<void> {
    const buckets = [this.here(guess), this.address(guess)];
    const { rows } = await this.database.query<{ seconds: number | null }>(BLOCKED, [buckets]);
    const seconds = rows[0]?.seconds;
    if (seconds) throw tooManyAttempts(seconds);
  }

  private async count(guess: Guess): Promise<void> {
    const { loginFailures, addressFailures } = this.settings;
    const here = await this.fail(this.here(guess), loginFailures);
    const address = await this.fail(this.address(guess), addressFailures);
    const everywhere = await this.fail(this.bucket(guess, guess.name, ''), null);
    if (everywhere === SUSPICIOUS) await this.tell(guess);
    if (here === null || address === null) await this.refuseBlocked(guess);
  }

  /** How many failures there are now; null: it is blocked already. Without `limit` it never is. */
  private async fail(bucket: Buffer, limit: number | null): Promise<number | null> {
    const { rows } = await this.database.query<{ failures: number }>(FAIL, [bucket, limit]);
    return rows[0]?.failures ?? null;
  }

  private tell({ what, target }: Guess): Promise<void> {
    return this.audit.record({
      actor: 'anonymous',
      action: 'auth.bruteforce_suspected',
      target,
      outcome: 'denied',
      detail: { what, failures: SUSPICIOUS, minutes: 15 },
    });
  }

  private here(guess: Guess): Buffer {
    return this.bucket(guess, guess.name, limitKeyOf(guess.address));
  }

  private address(guess: Guess): Buffer {
    return this.bucket(guess, '', limitKeyOf(guess.address));
  }

  private bucket({ what }: Guess, name: string, address: string): Buffer {
    this.key ??= derivedKey(this.settings.secret, 'throttle');
    return createHmac('sha256', this.key)
      .update(JSON.stringify([what, name, address]))
      .digest();
  }
}
