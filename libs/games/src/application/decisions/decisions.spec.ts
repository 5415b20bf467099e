import { type AuditEvent, AuditLog } from '@hexagone/kernel';
import type { RecordPair } from '../../domain/decisions/pairs';
import type { MatchRecord } from '../../domain/matching/match-record';
import { titleFeatures } from '../../domain/title/title-key';
import { type Concerned, GoldenCatalogue, type Revision } from '../catalogue/golden-catalogue';
import type { CatalogueSession } from '../catalogue-session';
import { type DecidedGame, type DoubtedPair, GameDecisions, type Verdict } from './game-decisions';
import { type Merge, MergeGames } from './merge-games';
import { SettleReview } from './settle-review';
import { UnmergeRecords } from './unmerge-records';

const BY = { actor: 'account:1', requestId: 'r1' };

const record = (id: number, source: MatchRecord['source'], title: string): MatchRecord => ({
  ...titleFeatures(title),
  ...{ id, source, sourceKey: String(id), kind: 'game', alternativeKeys: [], year: 2004, families: ['PS2'] },
  ...{ companyKeys: [], externalIds: [], editionOf: null, portOf: null },
});

const game = (id: number, ...records: readonly MatchRecord[]): DecidedGame => ({ id, mergedInto: null, records });

const GAMES: readonly DecidedGame[] = [
  game(1, record(11, 'igdb', 'Quiet Harbour'), record(12, 'sales', 'Quiet Harbour')),
  game(2, record(21, 'sales', 'Silent Quay')),
  game(3, record(31, 'igdb', 'Silent Quay 3')),
  { id: 4, mergedInto: 1, records: [] },
  game(5, record(51, 'sales', 'Willow Run'), record(52, 'sales', 'Willow Run'), record(53, 'sales', 'Willow Run II')),
];

class Catalogue extends GoldenCatalogue {
  readonly concerned: Concerned[] = [];
  async revise(work: (session: CatalogueSession) => Promise<Concerned>): Promise<Revision> {
    this.concerned.push(await work({ query: () => Promise.reject(new Error('no database')) }));
    return { games: [], reviewsChanged: false };
  }
  rebuild = (): Promise<Revision> => Promise.reject(new Error('not asked for'));
  recompute = this.rebuild;
}

class Decided extends GameDecisions {
  readonly written: unknown[] = [];
  apart: readonly RecordPair[] = [];
  gameOf = (record: number): number => Math.floor(record / 10);
  doubt: DoubtedPair = { id: 5, state: 'open', record: 21, candidate: 11 };

  games(ids: readonly number[]): Promise<ReadonlyMap<number, DecidedGame>> {
    return Promise.resolve(new Map(GAMES.filter(({ id }) => ids.includes(id)).map((one) => [one.id, one])));
  }
  gamesOf(records: readonly number[]): Promise<readonly number[]> {
    return Promise.resolve([...new Set(records.map(this.gameOf))]);
  }
  parted(pairs: readonly RecordPair[]): Promise<readonly RecordPair[]> {
    return Promise.resolve(pairs.filter(([a, b]) => this.apart.some(([x, y]) => a === x && b === y)));
  }
  decide(pairs: readonly RecordPair[], { verdict, reason }: Verdict): Promise<void> {
    this.written.push([verdict, reason, ...pairs]);
    return Promise.resolve();
  }
  release(records: readonly number[]): Promise<void> {
    this.written.push(['released', ...records]);
    return Promise.resolve();
  }
  review(id: number): Promise<DoubtedPair | null> {
    return Promise.resolve(id === this.doubt.id ? this.doubt : null);
  }
  settle(id: number, how: object): Promise<void> {
    this.written.push([id, how]);
    return Promise.resolve();
  }
}

class Events extends AuditLog {
  readonly all: AuditEvent[] = [];
  record(event: AuditEvent): Promise<void> {
    this.all.push(event);
    return Promise.resolve();
  }
}

let [catalogue, decisions, events] = [new Catalogue(), new Decided(), new Events()];
beforeEach(() => {
  [catalogue, decisions, events] = [new Catalogue(), new Decided(), new Events()];
});

const refused = async (work: Promise<unknown>): Promise<object> => {
  const { code, extras } = (await work.then(
    () => ({ code: 'done', extras: {} }),
    (error: unknown) => error,
  )) as { code: string; extras: object };
  expect([decisions.written, events.all, catalogue.concerned]).toEqual([[], [], []]);
  return { code, ...extras };
};

describe('a merge', () => {
  const merge = (more: Partial<Merge> = {}): Promise<void> =>
    new MergeGames(catalogue, decisions, events).execute(
      { into: 1, games: [2], reason: 'same', overrideVetoes: false, ...more },
      BY,
    );

  it('links every record of each game to every record of the others', async () => {
    await merge();
    expect(decisions.written).toEqual([['must_link', 'same', [11, 21], [12, 21]]]);
    expect(catalogue.concerned).toEqual([{ records: [11, 12, 21], keep: 1 }]);
    expect(events.all).toEqual([
      { ...BY, action: 'games.merge', target: 'game:1', outcome: 'success', detail: { games: [2] } },
    ]);
  });

  it('tells between which games something speaks against it', async () => {
    decisions.apart = [[12, 21]];
    expect(await refused(merge({ games: [2, 3] }))).toMatchObject({
      code: 'games.vetoes-not-overridden',
      members: {
        vetoes: [
          { game_ids: [1, 2], vetoes: ['decision'] },
          { game_ids: [1, 3], vetoes: ['same_source', 'numbers'] },
          { game_ids: [2, 3], vetoes: ['numbers'] },
        ],
      },
    });
  });

  it('is done in spite of that where one says so, which the audit log keeps', async () => {
    decisions.apart = [[12, 21]];
    await merge({ games: [2, 3], overrideVetoes: true });
    expect(decisions.written).toHaveLength(1);
    expect(events.all[0]?.detail).toEqual({ games: [2, 3], vetoes: ['decision', 'same_source', 'numbers'] });
  });

  it.each([
    ['a game that is not there', { into: 9 }, { code: 'games.game-not-found' }],
    ['itself', { games: [2, 1] }, { code: 'games.merged-with-itself', faults: [{ pointer: '/game_ids/1' }] }],
    [
      'what is not there',
      { games: [8, 2, 9] },
      { code: 'games.unknown-games', faults: [{ pointer: '/game_ids/0' }, { pointer: '/game_ids/2' }] },
    ],
    [
      'what is merged',
      { games: [4] },
      { code: 'games.already-merged', members: { merged: [{ id: 4, merged_into: 1 }] } },
    ],
    ['what is merged itself', { into: 4 }, { code: 'games.already-merged' }],
  ])('is refused: with %s', async (_, more, answer) => {
    expect(await refused(merge(more))).toMatchObject(answer);
  });
});

describe('an unmerge', () => {
  const unmerge = (game: number, ...records: readonly (readonly [string, string])[]): Promise<readonly number[]> =>
    new UnmergeRecords(catalogue, decisions, events).execute(
      { game, records: records.map(([source, sourceKey]) => ({ source, sourceKey })), reason: 'other' },
      BY,
    );

  it('parts every record that goes from every one that stays', async () => {
    decisions.gameOf = (id) => id;
    expect(await unmerge(1, ['igdb', '11'], ['igdb', '11'])).toEqual([12, 11]);
    expect(decisions.written).toEqual([
      ['released', 11],
      ['cannot_link', 'other', [11, 12]],
    ]);
    expect(catalogue.concerned).toEqual([{ records: [12, 11], keep: 1, leaving: [11] }]);
    expect(events.all).toEqual([
      { ...BY, action: 'games.unmerge', target: 'game:1', outcome: 'success', detail: { records: [11] } },
    ]);
  });

  it('is refused: of all records, of others, of a game that is not there or merged', async () => {
    expect(await refused(unmerge(2, ['sales', '21']))).toMatchObject({ code: 'games.nothing-left' });
    expect(await refused(unmerge(1, ['igdb', '11'], ['sales', '11']))).toMatchObject({
      code: 'games.records-elsewhere',
      faults: [{ pointer: '/records/1' }],
    });
    expect(await refused(unmerge(9, ['igdb', '11']))).toMatchObject({ code: 'games.game-not-found' });
    expect(await refused(unmerge(4, ['igdb', '11']))).toMatchObject({ code: 'games.already-merged' });
  });
});

describe('a doubt', () => {
  const settle = (state: 'accepted' | 'rejected', review = 5): Promise<void> =>
    new SettleReview(catalogue, decisions, events).execute({ review, state, reason: 'seen' }, BY);

  it.each([
    ['accepted', 'must_link'],
    ['rejected', 'cannot_link'],
  ] as const)('that is %s is a %s', async (state, verdict) => {
    await settle(state);
    expect(decisions.written).toEqual([
      [verdict, 'seen', [11, 21]],
      [5, { state, reason: 'seen' }],
    ]);
    expect(catalogue.concerned).toEqual([{ records: [21, 11] }]);
    expect(events.all).toEqual([
      { ...BY, action: 'games.review', target: 'review:5', outcome: 'success', detail: { state } },
    ]);
  });

  it('about a row is settled for all rows of its work, one about a record without game for that alone', async () => {
    decisions.doubt = { ...decisions.doubt, record: 51, candidate: 61 };
    await settle('accepted');
    expect(decisions.written[0]).toEqual(['must_link', 'seen', [51, 61], [52, 61]]);
  });

  it('about one record is rejected without a decision, and not accepted', async () => {
    decisions.doubt = { ...decisions.doubt, candidate: null };
    expect(await refused(settle('accepted'))).toMatchObject({ code: 'games.nothing-to-join' });
    await settle('rejected');
    expect(decisions.written).toEqual([[5, { state: 'rejected', reason: 'seen' }]]);
    expect(catalogue.concerned).toEqual([{ records: [21] }]);
  });

  it('is settled once, and where it is', async () => {
    expect(await refused(settle('accepted', 6))).toMatchObject({ code: 'games.review-not-found' });
    decisions.doubt = { ...decisions.doubt, state: 'withdrawn' };
    expect(await refused(settle('accepted'))).toMatchObject({
      code: 'games.review-settled',
      members: { state: 'withdrawn' },
    });
  });
});
