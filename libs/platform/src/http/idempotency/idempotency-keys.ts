import { DomainError, problem } from '@hexagone/kernel';
import type { Database } from '../../database/database';

const REUSED = problem('platform.idempotency-key-reused', 'rule-broken', {
  en: 'This Idempotency-Key belongs to another request',
  fr: 'Cette Idempotency-Key appartient à une autre requête',
});
const IN_FLIGHT = problem('platform.idempotent-request-in-flight', 'conflict', {
  en: 'A request with this Idempotency-Key is in flight',
  fr: 'Une requête avec cette Idempotency-Key est en cours',
});

/** SHA-256 of who asks under which key, of what is asked, and of who asks, if anybody is known to. */
export interface KeyedRequest {
  readonly id: Buffer;
  readonly request: Buffer;
  readonly caller: Buffer | null;
}

export interface KeptAnswer {
  readonly status: number;
  /** Those that the handler set. */
  readonly headers: Readonly<Record<string, number | string | string[] | undefined>>;
  readonly body: Buffer | null;
}

const LOCK_SPACE = 7304;
const EXPIRED = `created_at <= now() - interval '24 hours'`;

/** Every answer that is kept takes a few expired ones with it: no clock is needed, and none is left for long. */
const KEEP = `
  WITH expired AS (
    DELETE FROM idempotency_key WHERE id IN (
      SELECT id FROM idempotency_key WHERE ${EXPIRED} AND id <> $1 ORDER BY created_at LIMIT 10 FOR UPDATE SKIP LOCKED))
  INSERT INTO idempotency_key (id, request, status, headers, body, subject) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (id) DO UPDATE
    SET request = $2, status = $3, headers = $4, body = $5, created_at = now()`;

/** Answers of the last 24 hours, by key. Key, what was written and the answer are committed together or not at all. */
export class IdempotencyKeys {
  constructor(private readonly database: Database) {}

  /**
   * What `work` answers, or answered the first time; a refusal that it throws leaves the key free. Another request under
   * the key: `platform.idempotency-key-reused`; the same at this moment: `platform.idempotent-request-in-flight`.
   */
  once(asked: KeyedRequest, work: () => Promise<KeptAnswer>): Promise<KeptAnswer> {
    return this.database.run(async () => {
      await this.claim(asked);
      const kept = await this.find(asked);
      if (kept) return kept;
      const answer = await work();
      if (answer.status >= 200 && answer.status < 300) await this.keep(asked, answer);
      return answer;
    });
  }

  /** Tried, never waited for. The question for a kept answer is a statement of its own: it must see the last holder's. */
  private async claim({ id }: KeyedRequest): Promise<void> {
    const { rows } = await this.database.query<{ mine: boolean }>(
      'SELECT pg_try_advisory_xact_lock($1::integer, $2::integer) AS mine',
      [LOCK_SPACE, id.readInt32BE()],
    );
    if (rows[0]?.mine) return;
    const detail = { en: 'Ask again in a moment.', fr: 'Redemandez dans un instant.' };
    throw new DomainError(IN_FLIGHT, detail, { retryAfterSeconds: 1 });
  }

  private async find({ id, request }: KeyedRequest): Promise<KeptAnswer | null> {
    const { rows } = await this.database.query<KeptAnswer & { request: Buffer }>(
      `SELECT request, status, headers, body FROM idempotency_key WHERE id = $1 AND NOT (${EXPIRED})`,
      [id],
    );
    const [kept] = rows;
    if (!kept || kept.request.equals(request)) return kept ?? null;
    throw new DomainError(REUSED, {
      en: 'The key was used within 24 hours for another path, query or body; take a new key for a new request.',
      fr: 'La clé a servi depuis moins de 24 heures pour un autre chemin, paramètre ou corps ; à nouvelle requête, nouvelle clé.',
    });
  }

  private async keep({ id, request, caller }: KeyedRequest, { status, headers, body }: KeptAnswer): Promise<void> {
    await this.database.query(KEEP, [id, request, status, JSON.stringify(headers), body, caller]);
  }
}
