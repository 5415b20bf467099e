import { type AuditEvent, AuditLog, PersonalDataHolders, type Retention, Transaction } from '@hexagone/kernel';
import { PurgePersonalData } from './purge-personal-data';
import { RegisterOfProcessing } from './register-of-processing';
import { RetentionRules } from './retention-rules';

class Register extends RegisterOfProcessing {
  readonly purposes = new Map();

  constructor(readonly rules: readonly string[]) {
    super();
  }

  keeps(): string {
    return 'PT1H';
  }

  endBefore(_rule: string, now: Date): Date {
    return new Date(now.getTime() - 3_600_000);
  }
}

/** Undoes what was noted in a transaction that failed. */
class Noted extends AuditLog {
  events: AuditEvent[] = [];

  record(event: AuditEvent): Promise<void> {
    this.events.push(event);
    return Promise.resolve();
  }
}

class AllOrNothing extends Transaction {
  constructor(private readonly noted: Noted) {
    super();
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    const before = [...this.noted.events];
    try {
      return await work();
    } catch (error) {
      this.noted.events = before;
      throw error;
    }
  }
}

const NOW = new Date('2026-11-21T10:00:00Z');
const AN_HOUR_AGO = new Date('2026-11-21T09:00:00Z');

describe('purging', () => {
  const asked: unknown[] = [];
  const rule = (name: string, count: number): Retention => ({
    rule: name,
    purge: (...at) => {
      asked.push([name, ...at]);
      return Promise.resolve(count);
    },
  });
  const holder = (context: string, ...retentions: Retention[]) => ({
    context,
    retentions,
    export: () => Promise.resolve({}),
    erase: () => Promise.resolve({}),
  });
  const noted = new Noted();
  const purging = (stated: readonly string[], ...all: ReturnType<typeof holder>[]): PurgePersonalData => {
    const holders = new PersonalDataHolders();
    for (const one of all) holders.add(one);
    const register = new Register(stated);
    return new PurgePersonalData(new RetentionRules(holders, register), register, new AllOrNothing(noted), noted);
  };
  const order = { now: NOW, rehearsal: false, actor: 'cli' };
  const both = [holder('one', rule('one.a', 2), rule('one.b', 0)), holder('two', rule('two.a', 1))];
  const stated = ['two.a', 'one.a', 'one.b'];
  beforeEach(() => {
    asked.length = 0;
    noted.events = [];
  });

  it('asks every holder, with the instant that the register gives, and notes what went', async () => {
    const done = await purging(stated, ...both).execute(order);
    expect(asked).toEqual([
      ['one.a', AN_HOUR_AGO, false, NOW],
      ['one.b', AN_HOUR_AGO, false, NOW],
      ['two.a', AN_HOUR_AGO, false, NOW],
    ]);
    expect(done.map(({ context, rule: name, erased }) => [context, name, erased])).toEqual([
      ['one', 'one.a', 2],
      ['one', 'one.b', 0],
      ['two', 'two.a', 1],
    ]);
    expect(noted.events).toEqual([
      {
        actor: 'cli',
        action: 'privacy.purge',
        target: 'rule:one.a',
        outcome: 'success',
        detail: { before: '2026-11-21T09:00:00.000Z', erased: 2 },
      },
      expect.objectContaining({ target: 'rule:two.a' }),
    ]);
  });

  it('counts in a rehearsal, and notes nothing', async () => {
    const done = await purging(stated, ...both).execute({ ...order, rehearsal: true });
    expect(asked).toContainEqual(['one.a', AN_HOUR_AGO, true, NOW]);
    expect(done[0]).toMatchObject({ erased: 2, keep: 'PT1H', before: AN_HOUR_AGO });
    expect(noted.events).toEqual([]);
  });

  it('is for one context where asked', async () => {
    const done = await purging(stated, ...both).execute({ ...order, only: 'two' });
    expect(done.map(({ rule: name }) => name)).toEqual(['two.a']);
  });

  it('refuses a context that holds nothing, with the nearest one', async () => {
    await expect(purging(stated, ...both).execute({ ...order, only: 'tow' })).rejects.toMatchObject({
      code: 'identity.unknown-holder',
      detail: { en: expect.stringContaining('did you mean two?') as string },
    });
    expect(asked).toEqual([]);
  });

  it('goes on after a rule that fails, of which nothing is noted, and fails in the end', async () => {
    const failing = holder('three', {
      rule: 'three.a',
      purge: () => Promise.reject(new Error('the database is away')),
    });
    await expect(purging([...stated, 'three.a'], failing, ...both).execute(order)).rejects.toThrow('away');
    expect(noted.events).toHaveLength(2);
  });

  it.each([
    ['a rule that nobody carries out', [...stated, 'three.a'], both, 'retentions.three.a is carried out by nobody'],
    ['a rule that is not stated', ['one.a', 'one.b'], both, 'retentions.two.a is not in the register'],
    ['a rule twice', stated, [...both, holder('three', rule('one.a', 0))], 'retentions.one.a is carried out twice'],
  ])('is refused with %s', async (_what, rules, all, fault) => {
    await expect(purging(rules, ...all).execute(order)).rejects.toMatchObject({
      code: 'identity.faulty-register',
      detail: { en: fault },
    });
    expect(asked).toEqual([]);
  });
});
