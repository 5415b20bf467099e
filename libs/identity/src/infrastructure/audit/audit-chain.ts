import { createHash } from 'node:crypto';
import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';

/** A position of the chain, and the hash that vouches for it and all before it. */
export interface ChainPoint {
  readonly position: number;
  /** SHA-256 in hexadecimal. */
  readonly hash: string;
}

/** One link as it is stored; null where its event is gone. */
interface Link extends ChainPoint {
  readonly event: number;
  readonly content: string | null;
}

const SEALED_AT_ONCE = 1000;
const READ_AT_ONCE = 1000;
const START: ChainPoint = { position: 0, hash: '0'.repeat(64) };

const POINT = `pos::float8 AS position, encode(hash, 'hex') AS hash`;

const HEAD = `SELECT ${POINT}
  FROM (SELECT pos, hash FROM audit_chain UNION ALL SELECT pos, hash FROM audit_checkpoint) p ORDER BY pos DESC LIMIT 1`;

/** What a hash is made of is said here a second time: a function of the database could be changed with its data. */
const LINKS = `
  SELECT c.pos::float8 AS position, encode(c.hash, 'hex') AS hash, c.event_id::float8 AS event,
    CASE WHEN e.id IS NOT NULL THEN jsonb_build_array(c.pos, e.id, extract(epoch FROM e.at)::text, e.actor, e.action,
      e.target, e.outcome, e.request_id, e.detail)::text END AS content
  FROM audit_chain c LEFT JOIN audit_event e ON e.id = c.event_id
  WHERE c.pos > $1 ORDER BY c.pos LIMIT ${READ_AT_ONCE}`;

/** The chain of hashes beside the events. */
@Injectable()
export class AuditChain {
  constructor(private readonly database: Database) {}

  /** Chains what is committed and not chained yet, unless another process is at it. How many. */
  async seal(): Promise<number> {
    let sealed = 0;
    for (;;) {
      const { rows } = await this.database.query<{ n: number }>('SELECT audit_seal($1) AS n', [SEALED_AT_ONCE]);
      const n = rows[0]?.n ?? 0;
      sealed += n;
      if (n < SEALED_AT_ONCE) return sealed;
    }
  }

  /** Its last position. */
  async head(): Promise<ChainPoint> {
    const { rows } = await this.database.query<ChainPoint>(HEAD);
    return rows[0] ?? START;
  }

  /** Where it begins since the last removal. */
  async start(): Promise<ChainPoint> {
    const { rows } = await this.database.query<ChainPoint>(
      `SELECT ${POINT} FROM audit_checkpoint ORDER BY pos DESC LIMIT 1`,
    );
    return rows[0] ?? START;
  }

  /** Its links after that position, in order, some thousands at a time. */
  async *links(after: number): AsyncGenerator<Link> {
    for (let last = after; ;) {
      const { rows } = await this.database.query<Link>(LINKS, [last]);
      yield* rows;
      if (rows.length < READ_AT_ONCE) return;
      last = rows.at(-1)?.position ?? last;
    }
  }
}

/** The hash that the link must have, after the one before it. */
export const hashAfter = ({ hash }: ChainPoint, content: string): string =>
  createHash('sha256').update(Buffer.from(hash, 'hex')).update(content, 'utf8').digest('hex');
