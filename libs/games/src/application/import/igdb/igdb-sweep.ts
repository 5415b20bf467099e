import type { OptionValues, Reading, ReadingEnd } from '@hexagone/ingestion';
import { idOf, type Json, numberOf, objectOf } from '../../../domain/record/json-values';
import { IGDB_FIELDS } from './igdb-members';

/** IGDB's greatest. */
export const PAGE_SIZE = 500;
/** Pages of one run: a killed sweep loses no more. */
export const PAGES_OF_A_RUN = 20;
/** Seconds by which clocks, here and there, may differ. */
const CLOCK_MARGIN = 3600;

/** A way through the games by ascending id, cut into runs. */
export interface Sweep {
  /** An expression of Apicalypse; null: all games. */
  readonly filter: string | null;
  /** Unix seconds: games that were changed since; null: every game. */
  readonly since: number | null;
  /** Every game up to this id is behind. */
  readonly last: number;
  /** Unix seconds: what is changed after it is for the next sweep. */
  readonly started: number;
}

const filterOf = ({ filter }: OptionValues, configured: string | null): string | null =>
  typeof filter === 'string' ? filter : configured;

function stored(cursor: unknown): Sweep {
  const { filter, since, last, started } = objectOf(cursor);
  return {
    filter: typeof filter === 'string' ? filter : null,
    since: numberOf(since),
    last: numberOf(last) ?? 0,
    started: numberOf(started) ?? 0,
  };
}

/**
 * Goes on with the sweep that the cursor tells of, or begins one: of what changed since the last, or of everything, where
 * `full` asks for it, and where there was none with this filter.
 */
export function sweepOf(
  { cursor, options }: Pick<Reading, 'cursor' | 'options'>,
  configured: string | null,
  now: number,
): Sweep {
  const filter = filterOf(options, configured);
  const before = stored(cursor);
  const known = cursor !== null && before.filter === filter;
  const underWay = known && before.last > 0;
  if (underWay && (before.since === null || options['full'] !== true)) return before;
  return { filter, since: known && options['full'] !== true ? before.since : null, last: 0, started: now };
}

/** The games that follow, in Apicalypse. */
export function pageQuery({ filter, since, last }: Sweep): string {
  const conditions = [`id > ${last}`];
  if (since !== null) conditions.push(`updated_at >= ${since}`);
  if (filter !== null) conditions.push(`(${filter})`);
  return `fields ${IGDB_FIELDS.join(',')}; where ${conditions.join(' & ')}; sort id asc; limit ${PAGE_SIZE};`;
}

/** The greatest id of a page; null where it leads no further. */
export function lastOf(page: readonly unknown[], { last }: Pick<Sweep, 'last'>): number | null {
  const greatest = page.reduce((most: number, game) => Math.max(most, idOf((game as Json | null)?.['id']) ?? 0), 0);
  return greatest > last ? greatest : null;
}

/** `last` is null where the games came to their end. */
export function endOfRun(begun: Sweep, last: number | null, configured: string | null): ReadingEnd {
  const { filter, since, started } = begun;
  // Of everything that is asked for usually: what was not found between these ids is gone.
  const whole = since === null && filter === configured;
  const details = whole ? { covers: { after: begun.last, to: last } } : {};
  if (last !== null) return { cursor: { ...begun, last }, more: true, details };
  return { cursor: { filter, since: started - CLOCK_MARGIN, last: 0, started }, details };
}
