import fc from 'fast-check';
import { balances } from './balance';
import { Tally } from './tally';

type Fate = { kind: 'take' } | { kind: 'skip' | 'reject'; word: string };

const word = fc.constantFrom('footer', 'blank', 'constructor', '__proto__');
const fates = fc.array(
  fc.oneof(
    fc.constant<Fate>({ kind: 'take' }),
    fc.record({ kind: fc.constantFrom('skip' as const, 'reject' as const), word }),
  ),
);

function tallied(all: readonly Fate[]): Tally {
  const tally = new Tally();
  for (const fate of all) {
    tally.read++;
    if (fate.kind === 'take') tally.take();
    else tally[fate.kind](fate.word);
  }
  return tally;
}

describe('the balance of a run', () => {
  it('holds whatever becomes of the records, in any order', () => {
    fc.assert(
      fc.property(fates, fc.integer({ min: 0 }), fc.integer({ min: 0 }), (all, a, b) => {
        const tally = tallied(all);
        const inserted = tally.taken === 0 ? 0 : a % (tally.taken + 1);
        const updated = tally.taken === inserted ? 0 : b % (tally.taken - inserted + 1);
        tally.duplicates = tally.taken - inserted - updated;
        expect(balances(tally.balance({ inserted, updated, unchanged: 0 }))).toBe(true);
        expect(tally.rejected + tally.skipped + tally.taken).toBe(all.length);
      }),
    );
  });

  it('does not hold when a record is lost or counted twice', () => {
    fc.assert(
      fc.property(fates, fc.integer({ min: -5, max: 5 }), (all, off) => {
        const tally = tallied(all);
        const balance = tally.balance({ inserted: tally.taken + off, updated: 0, unchanged: 0 });
        expect(balances(balance)).toBe(off === 0);
      }),
    );
  });

  it('takes no figure that is not a count', () => {
    const none = { read: 0, inserted: 0, updated: 0, unchanged: 0, duplicates: 0, rejected: 0, skipped: 0 };
    expect(balances(none)).toBe(true);
    expect(balances({ ...none, inserted: 1, updated: -1 })).toBe(false);
    expect(balances({ ...none, read: NaN })).toBe(false);
  });

  it('tells why records were passed over or set aside', () => {
    const tally = tallied([
      { kind: 'skip', word: 'footer' },
      { kind: 'reject', word: 'a' },
      { kind: 'reject', word: 'a' },
    ]);
    expect(tally.skippedByReason).toEqual({ footer: 1 });
    expect(tally.rejectedByCode).toEqual({ a: 2 });
  });

  it('gives the share of nulls of the columns asked for', () => {
    const tally = new Tally();
    expect(tally.profile(['power'])).toEqual({ power: 0 });
    for (let i = 0; i < 4; i++) tally.take();
    tally.null('power');
    expect(tally.profile(['power', 'time'])).toEqual({ power: 0.25, time: 0 });
  });
});
