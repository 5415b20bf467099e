import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { AuditChain, type ChainPoint, hashAfter } from './audit-chain';

export type Break =
  /** A position is missing from the chain. */
  | 'position-missing'
  /** The event of a position is gone. */
  | 'event-missing'
  /** An event, its position or its hash is not what it was. */
  | 'altered'
  /** An event stands in no chain and waits for none: a link was removed, or the event was smuggled in. */
  | 'event-outside'
  /** The head that was noted is not in the chain: its end was cut, or all of it written anew. */
  | 'head-missing';

export type Verdict = { readonly count: number; readonly from: number; readonly unsealed: number } & (
  | { readonly ok: true; readonly position: number; readonly head: string }
  | { readonly ok: false; readonly position: number; readonly broken: Break; readonly event?: number }
);

interface Counts {
  readonly events: number;
  readonly unsealed: number;
}

const COUNTS = `
  SELECT (SELECT count(*) FROM audit_event)::float8 AS events, (SELECT count(*) FROM audit_unsealed u
    WHERE NOT EXISTS (SELECT FROM audit_chain c WHERE c.event_id = u.event_id))::float8 AS unsealed`;

const OUTSIDE = `
  SELECT min(e.id)::float8 AS event FROM audit_event e WHERE NOT EXISTS (SELECT FROM audit_chain c WHERE c.event_id = e.id)
    AND NOT EXISTS (SELECT FROM audit_unsealed u WHERE u.event_id = e.id)`;

/** Reads the whole chain, in one snapshot and flat memory, and says where it is broken first. */
@Injectable()
export class AuditVerification {
  constructor(
    private readonly database: Database,
    private readonly chain: AuditChain,
  ) {}

  /** `head`: a hash that was noted before; it must be in the chain. */
  execute(head?: string): Promise<Verdict> {
    return this.database.run(async () => {
      await this.database.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
      const start = await this.chain.start();
      const counts = await this.one<Counts>(COUNTS);
      return this.follow(start, counts, head);
    });
  }

  private async follow(start: ChainPoint, { events, unsealed }: Counts, noted?: string): Promise<Verdict> {
    let last = start;
    let known = noted === undefined || (await this.isCheckpoint(noted));
    const said = () => ({ count: last.position - start.position, from: start.position + 1, unsealed });
    const broken = (why: Break, event?: number | null): Verdict =>
      ({ ok: false, ...said(), position: last.position + 1, broken: why, ...(event != null && { event }) }) as const;
    for await (const { event, content, ...link } of this.chain.links(start.position)) {
      if (link.position !== last.position + 1) return broken('position-missing');
      if (content === null) return broken('event-missing', event);
      if (hashAfter(last, content) !== link.hash) return broken('altered', event);
      known ||= link.hash === noted;
      last = link;
    }
    const loose = events - said().count - unsealed;
    if (loose > 0) return broken('event-outside', await this.outside());
    if (loose < 0) return broken('event-missing');
    if (!known) return broken('head-missing');
    return { ok: true, ...said(), position: last.position, head: last.hash };
  }

  private async isCheckpoint(hash: string): Promise<boolean> {
    const sql = `SELECT EXISTS (SELECT FROM audit_checkpoint WHERE hash = decode($1, 'hex')) AS known`;
    return (await this.one<{ known: boolean }>(sql, [hash])).known;
  }

  private async outside(): Promise<number | null> {
    return (await this.one<{ event: number | null }>(OUTSIDE)).event;
  }

  private async one<T extends object>(sql: string, parameters: readonly unknown[] = []): Promise<T> {
    const { rows } = await this.database.query<T>(sql, parameters);
    if (!rows[0]) throw new Error('The statement answered no row');
    return rows[0];
  }
}
