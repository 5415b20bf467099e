import fc from 'fast-check';
import { aMatchRecord } from '../../../../../test/support/games/match-records';
import { GAME_SOURCES, isReleaseSource } from '../record/sources';
import { DisjointSets } from './disjoint-sets';
import { BY_FIRST_WORD, type Decision, DEFAULT_SETTINGS, type MatchRecord, type Matching } from './match-record';
import { matchRecords } from './match-records';
import { firstWordOf } from './same-beginnings';
import { ABOUT_WORDS, vetoes } from './vetoes';

const NAMES = ['Star Harbour', 'Star Harbours', 'Comet', 'Star Harbour 2', 'Star Harbour II', 'Comet 2 Kite Edition'];
const ENDS = ['', '', '', ' HD', ': Gold Edition', ' - GOTY', ' (Blue)', ' (2004)', ' (JP sales)'];

const title = fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...ENDS)).map((parts) => parts.join(''));

const someOf = (...words: string[]): fc.Arbitrary<string[]> =>
  fc.uniqueArray(fc.constantFrom(...words), { maxLength: 2 });

const said = fc.record({
  title,
  source: fc.constantFrom('sales' as const, 'sales' as const, ...GAME_SOURCES),
  alternatives: fc.array(title, { maxLength: 1 }),
  year: fc.option(fc.constantFrom(2000, 2001, 2002, 2004, 2007, 2012)),
  families: someOf('pc', 'wii', 'ds'),
  companyKeys: someOf('north quay', 'brass owl'),
  kind: fc.constantFrom('game' as const, 'game' as const, 'dlc' as const),
  externalIds: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, someOf('steam:1', 'steam:2')),
  base: fc.option(fc.nat({ max: 9 }), { freq: 6 }),
});

/** Up to a dozen records that have much in common; `base` is the place of one that they are an edition of. */
const records = fc.array(said, { minLength: 1, maxLength: 14 }).map((all) =>
  all.map(({ title: words, base, ...facts }, place) => {
    const editionOf = base === null || base === place || isReleaseSource(facts.source) ? null : String(base);
    return aMatchRecord(words, { ...facts, id: place + 1, sourceKey: String(place), editionOf });
  }),
);

const decisions = (size: number): fc.Arbitrary<Decision[]> => {
  const place = fc.integer({ min: 1, max: size });
  const decision = fc.record({
    verdict: fc.constantFrom('must_link' as const, 'cannot_link' as const),
    records: fc.tuple(place, place).filter(([a, b]) => a !== b),
  });
  return size < 2
    ? fc.constant([])
    : fc.array(decision, { maxLength: 4 }).map((all) => all.map((one, id) => ({ id, ...one })));
};

const world = records.chain((all) => fc.record({ all: fc.constant(all), decided: decisions(all.length) }));

const nameOf = ({ source, sourceKey }: MatchRecord): string => `${source} ${sourceKey}`;

/** What was found, in words that no order and no id of a record can change. */
function told(all: readonly MatchRecord[], { clusters, reviews }: Matching): { games: string[]; doubts: string[] } {
  const names = new Map(all.map((record) => [record.id, nameOf(record)]));
  const games = clusters.map(({ members }) =>
    members.map(({ record, ...how }) => `${names.get(record)} ${JSON.stringify(how)}`).join(', '),
  );
  const doubts = reviews.map(({ record, candidate, ...how }) =>
    JSON.stringify([names.get(record), candidate === null ? null : names.get(candidate), how]),
  );
  return { games, doubts };
}

const match = (all: readonly MatchRecord[], decided: readonly Decision[] = []): ReturnType<typeof told> =>
  told(all, matchRecords(all, decided, DEFAULT_SETTINGS));

const keysOf = ({ key, alternativeKeys }: MatchRecord): string[] =>
  [key, ...alternativeKeys].filter((word) => word !== '');

const areLinked = (a: MatchRecord, b: MatchRecord): boolean =>
  keysOf(a).some((key) => keysOf(b).includes(key)) ||
  a.externalIds.some((id) => b.externalIds.includes(id)) ||
  (a.source === b.source && (a.editionOf === b.sourceKey || b.editionOf === a.sourceKey));

/** The least parts of which nothing is shared with another. */
function closedParts(all: readonly MatchRecord[], decided: readonly Decision[]): MatchRecord[][] {
  const sets = new DisjointSets(all.length);
  for (const [i, a] of all.entries()) for (const [j, b] of all.entries()) if (areLinked(a, b)) sets.join(i, j);
  for (const {
    records: [a, b],
  } of decided)
    sets.join(a - 1, b - 1);
  return sets.all().map((part) => part.map((place) => all[place]!));
}

describe('matching', () => {
  it('does not depend on the order or the ids of records', () => {
    fc.assert(
      fc.property(world, fc.infiniteStream(fc.nat()), ({ all, decided }, chance) => {
        const shuffled = all.map((record) => ({ record, at: chance.next().value! })).sort((a, b) => a.at - b.at);
        const ids = new Map(shuffled.map(({ record }, place) => [record.id, 100 + place]));
        const other = shuffled.map(({ record }) => ({ ...record, id: ids.get(record.id)! }));
        const moved = decided.map((one) => ({
          ...one,
          records: [ids.get(one.records[0])!, ids.get(one.records[1])!] as const,
        }));
        expect(match(other, moved.reverse())).toEqual(match(all, decided));
      }),
      { numRuns: 500 },
    );
  });

  it('of closed parts is that of the whole', () => {
    fc.assert(
      fc.property(world, ({ all, decided }) => {
        const parts = closedParts(all, decided).map((part) =>
          match(
            part,
            decided.filter((one) => one.records.every((id) => part.some((record) => record.id === id))),
          ),
        );
        expect(parts.flatMap(({ games }) => games).sort()).toEqual(match(all, decided).games.sort());
      }),
      { numRuns: 500 },
    );
  });

  it('of a part tells of the whole what its neighbours let it see', () => {
    fc.assert(
      fc.property(world, ({ all, decided }) => {
        const whole = matchRecords(all, decided, DEFAULT_SETTINGS);
        const [part = []] = closedParts(all, decided);
        const inside = new Set(part.map(({ id }) => id));
        const neighbours = whole.clusters.flatMap(({ members }, game) =>
          members.filter(({ record }) => !inside.has(record)).map(({ record }) => ({ record: all[record - 1]!, game })),
        );
        const firstWords = new Set(part.map(({ key }) => firstWordOf(key)));
        const about = whole.reviews.filter(
          ({ record, candidate, reason }) =>
            inside.has(record) ||
            inside.has(candidate ?? 0) ||
            (BY_FIRST_WORD.includes(reason) && firstWords.has(firstWordOf(all[record - 1]!.key))),
        );
        const { reviews } = matchRecords(part, decided, DEFAULT_SETTINGS, { neighbours, firstWords });
        expect(told(all, { clusters: [], reviews })).toEqual(told(all, { clusters: [], reviews: about }));
      }),
      { numRuns: 500 },
    );
  });

  it('places every record once', () => {
    fc.assert(
      fc.property(world, ({ all, decided }) => {
        const placed = matchRecords(all, decided, DEFAULT_SETTINGS).clusters.flatMap(({ members }) => members);
        expect(placed.map(({ record }) => record).sort((a, b) => a - b)).toEqual(all.map(({ id }) => id));
      }),
    );
  });

  it('holds no vetoed pair in a game, but for words that a source overrules by a link', () => {
    fc.assert(
      fc.property(records, (all) => {
        const linked = all.some(({ editionOf, externalIds }) => editionOf !== null || externalIds.length > 0);
        for (const { members } of matchRecords(all, [], DEFAULT_SETTINGS).clusters)
          for (const [i, a] of members.entries())
            for (const b of members.slice(i + 1)) {
              const found = vetoes(all[a.record - 1]!, all[b.record - 1]!);
              expect(found.filter((veto) => !linked || !ABOUT_WORDS.includes(veto))).toEqual([]);
            }
      }),
      { numRuns: 500 },
    );
  });

  it('keeps every decision that no later one contradicts', () => {
    fc.assert(
      fc.property(world, ({ all, decided }) => {
        const last = decided.at(-1);
        if (!last) return;
        const { clusters } = matchRecords(all, decided, DEFAULT_SETTINGS);
        const together = clusters.some(({ members }) =>
          last.records.every((id) => members.some(({ record }) => record === id)),
        );
        expect(together).toBe(last.verdict === 'must_link');
      }),
      { numRuns: 300 },
    );
  });
});
