import { DomainError } from '@hexagone/kernel';
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { INVALID_CURSOR } from './problems';

/** What a cursor belongs to: it is refused anywhere else. */
export interface Bound {
  readonly resource: string;
  readonly filter: unknown;
  readonly sort: unknown;
}

const TAG_BYTES = 16;

/** Positions in a list that callers hold for us: they cannot be altered, nor used with another filter or sort. */
export class CursorCodec {
  private readonly key: Buffer;

  constructor(secret: string) {
    this.key = Buffer.from(hkdfSync('sha256', secret, '', 'hexagone cursors', 32));
  }

  seal(position: readonly unknown[], bound: Bound): string {
    const body = Buffer.from(JSON.stringify(position));
    return Buffer.concat([this.tag(body, bound), body]).toString('base64url');
  }

  /** The position, or `platform.invalid-cursor`. */
  open(cursor: string, bound: Bound): readonly unknown[] {
    const bytes = /^[\w-]{22,6000}$/.test(cursor) ? Buffer.from(cursor, 'base64url') : Buffer.alloc(0);
    const body = bytes.subarray(TAG_BYTES);
    const valid = bytes.length > TAG_BYTES && timingSafeEqual(bytes.subarray(0, TAG_BYTES), this.tag(body, bound));
    if (valid) return JSON.parse(body.toString()) as readonly unknown[];
    const detail = {
      en: 'cursor is not one that this list gave for this filter and sort',
      fr: "cursor n'est pas un curseur donné par cette liste pour ce filtre et ce tri",
    };
    throw new DomainError(INVALID_CURSOR, detail, {
      faults: [{ parameter: 'cursor', code: 'invalid-cursor', detail }],
    });
  }

  private tag(body: Buffer, { resource, filter, sort }: Bound): Buffer {
    const bound = JSON.stringify([resource, filter, sort]);
    return createHmac('sha256', this.key).update(bound).update('\n').update(body).digest().subarray(0, TAG_BYTES);
  }
}
