import { type AuditEvent, AuditLog, ErasureMarks, Transaction } from '@hexagone/kernel';
import { ErasableOpportunities, type Erased } from './erasable-opportunities';
import { EraseOpportunities } from './erase-opportunities';

const ids = ['006000000000001AAA', '006000000000002AAA'] as const;

class Stored extends ErasableOpportunities {
  readonly there = new Set<string>(ids);
  erase(wanted: readonly string[]): Promise<Erased> {
    const gone = wanted.filter((id) => this.there.delete(id));
    return Promise.resolve({ ids: gone, opportunities: gone.length, proposals: 2 * gone.length });
  }
  isErased(id: string): Promise<boolean> {
    return Promise.resolve(!this.there.has(id));
  }
}
class Marks extends ErasureMarks {
  readonly all: string[] = [];
  remember(subjects: readonly string[]): Promise<void> {
    this.all.push(...subjects);
    return Promise.resolve();
  }
  among(subjects: readonly string[]): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set(subjects.filter((one) => this.all.includes(one))));
  }
}
class Events extends AuditLog {
  readonly all: AuditEvent[] = [];
  record(event: AuditEvent): Promise<void> {
    this.all.push(event);
    return Promise.resolve();
  }
}
class Once extends Transaction {
  run<T>(work: () => Promise<T>): Promise<T> {
    return work();
  }
}

const BY = { actor: 'account:1', reason: 'asked for', requestId: 'r1' };

describe('an erasure of opportunities', () => {
  const made = (): { erasing: EraseOpportunities; marks: Marks; events: Events } => {
    const [marks, events] = [new Marks(), new Events()];
    return { erasing: new EraseOpportunities(new Once(), new Stored(), marks, events), marks, events };
  };

  it('leaves a mark and an event for one', async () => {
    const { erasing, marks, events } = made();
    expect(await erasing.execute([ids[0]], BY)).toEqual({ ids: [ids[0]], opportunities: 1, proposals: 2 });
    expect(marks.all).toEqual([`opportunity:${ids[0]}`]);
    expect(events.all).toEqual([
      {
        ...{ actor: 'account:1', action: 'lending.erasure', target: `opportunity:${ids[0]}`, outcome: 'success' },
        ...{ requestId: 'r1', detail: { opportunities: 1, proposals: 2 } },
      },
    ]);
  });

  it('leaves a mark for each and one event for many', async () => {
    const { erasing, marks, events } = made();
    await erasing.execute([...ids, '006000000000003AAA'], BY);
    expect(marks.all).toHaveLength(2);
    expect(events.all).toMatchObject([{ target: undefined, detail: { opportunities: 2, proposals: 4 } }]);
  });

  it('leaves nothing where there was nothing', async () => {
    const { erasing, marks, events } = made();
    await erasing.execute(ids, BY);
    expect(await erasing.execute(ids, BY)).toMatchObject({ ids: [] });
    expect([marks.all.length, events.all.length]).toEqual([2, 1]);
  });
});
