import fc from 'fast-check';
import { aMatchRecord } from '../../../../../test/support/games/match-records';
import { GAME_SOURCES } from '../record/sources';
import { acrossFindings } from './across';
import { decided } from './decided';
import { DEFAULT_SETTINGS, type MatchRecord } from './match-record';
import { matchRecords } from './match-records';
import { worksOf } from './release-works';

const title = fc.constantFrom('Star', 'Star', 'Star', 'Star II', 'Star 2', 'Comet', 'Star (2004)', 'Star HD');

const said = fc.record({
  title,
  source: fc.constantFrom('igdb' as const, 'sql' as const, ...GAME_SOURCES),
  alternatives: fc.array(title, { maxLength: 1 }),
  year: fc.option(fc.constantFrom(2000, 2001, 2004), { freq: 2 }),
  families: fc.uniqueArray(fc.constantFrom('pc', 'wii'), { maxLength: 2 }),
});

const world = fc.array(said, { minLength: 2, maxLength: 14 }).chain((all) => {
  const id = fc.integer({ min: 1, max: all.length });
  return fc.record({
    records: fc.constant(all.map(({ title: words, ...facts }, i) => aMatchRecord(words, { ...facts, id: i + 1 }))),
    parted: fc.array(fc.tuple(id, id), { maxLength: 2 }),
  });
});

/** Who joins whom and what is asked, in any order. */
function found(records: readonly MatchRecord[], parted: readonly [number, number][]): readonly unknown[] {
  const { apart } = decided(parted.map((pair, id) => ({ id, verdict: 'cannot_link', records: pair })));
  const { edges, doubts } = acrossFindings(worksOf(records, apart).works, apart);
  return [
    edges.map(({ a, b, confidence }) => JSON.stringify([a.id, b.id, confidence])).sort(),
    doubts.map(({ asks, candidate, ...how }) => JSON.stringify([asks.first.id, candidate?.first.id, how])).sort(),
  ];
}

describe('works of one title in two sources', () => {
  it('are found the same whether or not something tells them apart that plays no part', () => {
    fc.assert(
      fc.property(world, ({ records, parted }) => {
        const unlike = records.map((one) => ({ ...one, alternativeKeys: [...one.alternativeKeys, `no ${one.id}`] }));
        expect(found(records, parted)).toEqual(found(unlike, parted));
      }),
      { numRuns: 1000 },
    );
  });

  it('may be hundreds of each that nothing tells apart', () => {
    const records = Array.from({ length: 400 }, (_, i) =>
      aMatchRecord('Untitled', { id: i + 1, source: i % 2 === 0 ? 'igdb' : 'sql' }),
    );
    const start = performance.now();
    const { clusters, reviews } = matchRecords(records, [], DEFAULT_SETTINGS);
    expect([clusters.length, reviews.length]).toEqual([400, 0]);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
