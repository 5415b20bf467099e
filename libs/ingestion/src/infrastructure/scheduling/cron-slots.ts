import { CronTime } from 'cron';
import type { Channel } from '../../application/dataset';

/** When a channel is due next, after `after`: a slot of its rhythm in its time zone, and some of its jitter. */
export function nextDue(cron: string, { timeZone, jitterSeconds }: Channel, after: Date): Date {
  const slot = new CronTime(cron, timeZone).getNextDateFrom(after, timeZone).toMillis();
  return new Date(slot + Math.floor(Math.random() * jitterSeconds * 1000));
}
