import { FRANCE } from '../../domain/areas';
import { COMMERCIAL_COLUMNS } from '../../domain/mix-columns';
import { type Instant, instantsAt, type WallSeconds } from '../../domain/paris-time';
import { sampleLoad } from '../../domain/sample/sample-load';
import { type SampleMix, sampleMix } from '../../domain/sample/sample-mix';
import type { SampleColumn } from './sample-columns';
import type { SampleWish } from './sample-wish';

const DAY = 86_400;
const HOUR = 3600;
const HALF_HOUR = 1800;
const QUARTER = 900;
/** Of the last day but one: what comes later a real-time file does not know yet. */
const LAST_MEASURE = 15.25 * HOUR;
const FORECAST_STEP = 50;
const COMMERCIAL = new Set<string>(COMMERCIAL_COLUMNS);

export interface SampleDay {
  readonly wish: SampleWish;
  readonly day: WallSeconds;
  /** The last day of the file. */
  readonly last: WallSeconds;
  readonly nature: string;
}

/** The 96 rows that every day has, whatever its length. */
export function sampleRows(of: SampleDay, columns: readonly SampleColumn[]): string {
  let rows = '';
  for (let wall = of.day; wall < of.day + DAY; wall += QUARTER) {
    const cells = columns.map(cellOf(of, wall));
    rows += `${cells.join('\t')}\t\n`;
  }
  return rows;
}

function cellOf(of: SampleDay, wall: WallSeconds): (column: SampleColumn) => string {
  const { wish, nature } = of;
  const at = new Date(wall * 1000).toISOString();
  const instant = shownInstant(wish, wall);
  const load = sampleLoad({ seed: wish.seed, instant }, wish.area.id);
  const blank = isBlank(of, wall);
  const isFuture = blank && wish.nature === 'real_time';
  const mix = blank && !isFuture ? {} : mixOf(wish, instant, load);
  return ({ shows }) => {
    if (shows === 'area') return wish.area.label;
    if (shows === 'nature') return nature;
    if (shows === 'date') return at.slice(0, 10);
    if (shows === 'time') return at.slice(11, 16);
    if (shows === 'forecast') return String(Math.round(load / FORECAST_STEP) * FORECAST_STEP);
    if (blank && !(isFuture && COMMERCIAL.has(shows))) return '';
    return shows === 'load' ? String(load) : String(mix[shows] ?? '-');
  };
}

function mixOf({ seed, area, columns }: SampleWish, instant: Instant, load: number): SampleMix {
  const recent = columns === 40 && area.id === FRANCE.id;
  return sampleMix({ seed, area: area.id, instant, load, recent });
}

/** Only real-time files have quarters, and only they end before their last row. */
function isBlank({ wish, last }: SampleDay, wall: WallSeconds): boolean {
  return wish.nature === 'real_time' ? wall > last - DAY + LAST_MEASURE : wall % HALF_HOUR !== 0;
}

/**
 * The instant whose values a label shows: of the hour that comes twice in October the first. The hour that March skips is
 * filled with copies: 02:00 of 03:00 and 02:30 of 01:30, in real time the hour before.
 */
function shownInstant({ nature }: SampleWish, wall: WallSeconds): Instant {
  const [instant] = instantsAt(wall);
  if (instant !== undefined) return instant;
  const later = nature !== 'real_time' && wall % HOUR < HALF_HOUR;
  return instantsAt(wall + (later ? HOUR : -HOUR))[0] ?? wall;
}
