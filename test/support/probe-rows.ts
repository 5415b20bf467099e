import type { FieldTable } from '@hexagone/platform';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

export const FIELDS: FieldTable = {
  name: { sql: 'name', operators: ['eq', 'contains', 'starts', 'in', 'null'], sortable: true },
  size: {
    sql: 'size',
    operators: ['eq', 'gte', 'between'],
    sortable: true,
    read: (text) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined),
    expects: { en: 'a whole number', fr: 'un nombre entier' },
  },
};

export async function* rows<T>(data: readonly T[]): AsyncGenerator<T> {
  await Promise.resolve();
  yield* data;
}

/**
 * Breaks after 5 000 rows. Their names hardly compress, so that a compressor too must have let go of much before it was
 * given the last of them.
 */
export async function* brokenRows(): AsyncGenerator<{ readonly n: number; readonly name: string }> {
  for (let n = 0; n < 5_000; n++)
    yield { n, name: `=row ${n} ${createHash('sha1').update(String(n)).digest('base64')}` };
  await sleep(20);
  throw new Error('the source broke');
}
