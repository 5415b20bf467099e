import { setTimeout as sleep } from 'node:timers/promises';
import { Generations } from '@hexagone/ingestion';
import { Database } from '@hexagone/platform';
import { measuresOf2018 } from '../support/measures-dataset';
import { openSpine, type Spine, spineAt } from '../support/spine';

describe('generations', () => {
  let spine: Spine;
  let other: Spine;
  beforeAll(async () => {
    spine = await openSpine();
    other = await spineAt(spine);
  });
  afterAll(async () => {
    await other.close();
    await spine.close();
  });

  const of = (at: Spine, ...names: string[]): Promise<string> => at.app.get(Generations).of(...names);
  const remembered = async (at: Spine): Promise<boolean> => {
    const asked = jest.spyOn(at.app.get(Database), 'query');
    await of(at, 'measures');
    const { length } = asked.mock.calls;
    asked.mockRestore();
    return length === 0;
  };
  const eventually = async (expected: () => Promise<boolean>): Promise<void> => {
    for (let i = 0; i < 100; i++) {
      if (await expected()) return;
      await sleep(20);
    }
    throw new Error('it never came to pass');
  };

  it('are told apart by dataset, and 0 before anything is published', async () => {
    expect(await of(spine, 'measures', 'others')).toBe('0.0');
  });

  it('move with each import that changed something, in every process', async () => {
    await eventually(() => remembered(other));
    await spine.import(measuresOf2018({ days: 1 }));
    await eventually(async () => (await of(other, 'measures')) === '1');
    expect(await of(spine, 'measures')).toBe('1');
    await spine.import(measuresOf2018({ days: 1 }), { force: true });
    expect(await of(other, 'measures')).toBe('1');
  });

  it('move with a write when its transaction commits, and are never remembered from before it', async () => {
    await eventually(() => remembered(spine));
    const database = spine.app.get(Database);
    await database.run(async () => {
      await spine.app.get(Generations).touch('measures');
      expect(await of(other, 'measures')).toBe('1');
    });
    expect(await of(spine, 'measures')).toBe('2');
    await eventually(async () => (await of(other, 'measures')) === '2');
    await expect(
      database.run(async () => {
        await spine.app.get(Generations).touch('measures');
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    expect(await of(spine, 'measures')).toBe('2');
  });

  it('are asked for again when the listening session is lost', async () => {
    await eventually(() => remembered(other));
    await spine.rows(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'hexagone generations' AND datname = current_database()`);
    await eventually(async () => !(await remembered(other)));
    await spine.app.get(Generations).touch('measures');
    expect(await of(other, 'measures')).toBe('3');
  });
});
