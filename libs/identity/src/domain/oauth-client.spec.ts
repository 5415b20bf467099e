import { nextSlot, type Slot } from './oauth-client';

const live = (slot: Slot, day: number): { slot: Slot; createdAt: Date } => ({
  slot,
  createdAt: new Date(Date.UTC(2026, 10, day)),
});

describe('the slot of a new secret', () => {
  it.each([
    ['is the first one', [], 1],
    ['is the free one', [live(1, 20)], 2],
    ['is the free one, whichever', [live(2, 20)], 1],
    ['is that of the older one', [live(1, 20), live(2, 21)], 1],
    ['is that of the older one, whichever', [live(1, 22), live(2, 21)], 2],
  ])('%s', (_, secrets, expected) => {
    expect(nextSlot(secrets)).toBe(expected);
  });
});
