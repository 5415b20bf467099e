import type { Channel } from '../../application/dataset';
import { nextDue } from './cron-slots';

const channel = (jitterSeconds = 0): Channel => ({
  name: 'official',
  timeZone: 'Europe/Paris',
  jitterSeconds,
  locations: () => [],
});

describe('the next slot of a channel', () => {
  it.each([
    ['0 4 * * *', '2026-07-01T01:59:00Z', '2026-07-01T02:00:00.000Z'],
    ['0 4 * * *', '2026-07-01T02:00:00Z', '2026-07-02T02:00:00.000Z'],
    ['0 4 * * *', '2026-12-01T02:00:00Z', '2026-12-01T03:00:00.000Z'],
    ['0 4 * * 1', '2026-11-21T00:00:00Z', '2026-11-23T03:00:00.000Z'],
    ['30 */15 * * * *', '2026-12-01T02:00:00Z', '2026-12-01T02:00:30.000Z'],
  ])('%s after %s is %s', (cron, after, due) => {
    expect(nextDue(cron, channel(), new Date(after)).toISOString()).toBe(due);
  });

  it.each([
    ['the hour that does not exist', '30 2 * * *', '2026-03-28T12:00:00Z'],
    ['the hour that comes twice', '30 2 * * *', '2026-10-24T12:00:00Z'],
  ])('comes once in a day that has %s', (_, cron, after) => {
    const first = nextDue(cron, channel(), new Date(after));
    const second = nextDue(cron, channel(), first);
    expect(first.getTime() - Date.parse(after)).toBeLessThan(24 * 3600_000);
    expect((second.getTime() - first.getTime()) / 3600_000).toBeGreaterThan(21);
  });

  it('is later by no more than the jitter', () => {
    const delays = Array.from({ length: 50 }, () =>
      nextDue('0 4 * * *', channel(60), new Date('2026-07-01T00:00:00Z')),
    );
    const seconds = delays.map((due) => (due.getTime() - Date.parse('2026-07-01T02:00:00Z')) / 1000);
    expect(Math.min(...seconds)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...seconds)).toBeLessThan(60);
    expect(new Set(seconds).size).toBeGreaterThan(1);
  });
});
