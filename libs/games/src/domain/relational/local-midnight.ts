import { addDays, type Day, isDay } from '@hexagone/kernel';

const INSTANT = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):\d\d|$)/;

/**
 * The day that an instant was written for: at midnight, but in the zone of whoever wrote it, so that it may have become
 * the evening before. The nearest midnight is meant. Undefined: no day of the years 1 to 9999.
 */
export function dayMeant(instant: string): Day | undefined {
  const [, day, hour = '00'] = INSTANT.exec(instant) ?? [];
  if (!isDay(day) || day < '0001') return undefined;
  return Number(hour) < 12 || day === '9999-12-31' ? day : addDays(day, 1);
}
