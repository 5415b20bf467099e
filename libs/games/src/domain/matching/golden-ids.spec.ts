import { allotIds, type IdHistory, type IdQuestion } from './golden-ids';
import type { Cluster, MatchRecord } from './match-record';

interface Said {
  readonly now?: number;
  readonly former?: readonly number[];
  readonly year?: number;
  readonly key?: string;
  readonly source?: MatchRecord['source'];
}

/** Each list of records is a cluster. */
function question(...clusters: readonly (readonly Said[])[]): IdQuestion {
  const records = new Map<number, MatchRecord>();
  const histories = new Map<number, IdHistory>();
  const cluster = (said: readonly Said[]): Cluster => ({
    members: said.map(({ now, former = [], year, key = 'same', source = 'sales' }) => {
      const id = records.size + 1;
      records.set(id, { id, source, sourceKey: String(id), key, year: year ?? null } as MatchRecord);
      if (now !== undefined || former.length > 0) histories.set(id, { current: now ?? null, former });
      return { record: id, role: 'main', rule: 'alone', confidence: 1, decision: null };
    }),
  });
  return {
    clusters: clusters.map(cluster),
    recordOf: (id) => records.get(id),
    historyOf: (id) => histories.get(id),
    held: new Set(),
    next: 100,
  };
}

describe('golden ids', () => {
  it('follow year, key, source and source key on an empty catalogue', () => {
    const asked = question(
      [{ key: 'a' }],
      [{ year: 2005, key: 'b' }],
      [{ year: 2005, key: 'a', source: 'sales' }],
      [{ year: 2005, key: 'a', source: 'igdb' }],
      [{ year: 2009, key: 'a' }, { year: 1999 }],
      [{ year: 2005, key: 'a', source: 'sales' }],
    );
    expect(allotIds(asked)).toEqual([105, 104, 102, 101, 100, 103]);
  });

  it('stay the lowest of those that the records have', () => {
    expect(allotIds(question([{ now: 12 }, { now: 5 }], [{ now: 3 }]))).toEqual([5, 3]);
  });

  it('stay the named one where a person named it', () => {
    expect(allotIds({ ...question([{ now: 12 }, { now: 5 }]), keep: 12 })).toEqual([12]);
  });

  it('stay with the part that has nowhere to return to; the other returns', () => {
    expect(allotIds(question([{ now: 5, former: [12] }], [{ now: 5 }]))).toEqual([12, 5]);
  });

  it('stay with the part that has a record of its own, whatever came to it', () => {
    expect(allotIds(question([{ now: 5 }, { now: 5, former: [12] }], [{ now: 5, former: [12] }]))).toEqual([5, 12]);
  });

  it('stay with the greater part', () => {
    expect(allotIds(question([{ now: 5, year: 1990 }], [{ now: 5 }, { now: 5 }]))).toEqual([100, 5]);
  });

  it('are new where the former ones are held', () => {
    const asked = question([{ now: 5, former: [12] }], [{ now: 5 }]);
    expect(allotIds({ ...asked, held: new Set([12]) })).toEqual([100, 5]);
  });

  it('stay with whom another, that has a lower one, leaves it to', () => {
    expect(allotIds(question([{ now: 5 }, { now: 7 }], [{ now: 7, former: [9, 8] }]))).toEqual([5, 7]);
  });

  it('are the lowest former ones of records that have none', () => {
    expect(allotIds(question([{ former: [8, 9] }]))).toEqual([8]);
  });

  it('need no main record', () => {
    const asked = question([{ year: 2005 }], [{ year: 2004 }]);
    const clusters = asked.clusters.map(({ members }) => ({
      members: members.map((member) => ({ ...member, role: 'port' as const })),
    }));
    expect(allotIds({ ...asked, clusters })).toEqual([100, 101]);
  });
});
