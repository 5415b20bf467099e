import { Transaction } from '@hexagone/kernel';
import { EraseOpportunities } from '../../libs/lending/src/application/erasure/erase-opportunities';
import { anOffer, F60, FIRST, holding, imported, OFFERS, waiting } from '../support/lending/erasing';
import { idOf, proposalsFile } from '../support/lending/files';
import { type LendingService, serveLending } from '../support/lending/service';

const [SECOND, THIRD] = [idOf('006', 2), idOf('006', 3)] as const;

describe('an erased opportunity', () => {
  let lending: LendingService;
  beforeAll(async () => {
    lending = await serveLending();
  });
  afterAll(() => lending.close());
  beforeEach(async () => {
    await lending.query('TRUNCATE opportunity, proposal, lending_erasure, lending_access, erasure');
    await imported(lending, 'opportunities', { content: F60 });
    await imported(lending, 'proposals', { content: OFFERS });
  });

  const erase = (...ids: string[]): ReturnType<EraseOpportunities['execute']> =>
    lending.service.app.get(EraseOpportunities).execute(ids, { actor: 'cli', reason: 'asked for' });
  const stored = async (id: string): Promise<readonly [number, number]> => {
    const counts = `SELECT (SELECT count(*)::int FROM opportunity WHERE id = $1) AS o,
      (SELECT count(*)::int FROM proposal WHERE opportunity_id = $1) AS p`;
    const [row] = await lending.query<{ o: number; p: number }>(counts, [id]);
    return [row!.o, row!.p];
  };
  const generations = async (): Promise<Record<string, number>> => {
    const rows = await lending.query<{ name: string; generation: string }>('SELECT name, generation FROM dataset');
    return Object.fromEntries(rows.map(({ name, generation }) => [name, Number(generation)]));
  };

  it('is gone with its proposals; its id, a mark, an event and an access remain', async () => {
    const before = await generations();
    expect(await erase(FIRST)).toEqual({ ids: [FIRST], opportunities: 1, proposals: 2 });
    expect(await stored(FIRST)).toEqual([0, 0]);
    expect(await stored(SECOND)).toEqual([1, 1]);
    const after = await generations();
    expect(after['opportunities']).toBe((before['opportunities'] ?? 0) + 1);
    expect(after['proposals']).toBe((before['proposals'] ?? 0) + 1);
    expect(await lending.query('SELECT opportunity_id, actor, reason FROM lending_erasure')).toEqual([
      { opportunity_id: FIRST, actor: 'cli', reason: 'asked for' },
    ]);
    expect(await lending.query('SELECT FROM erasure')).toHaveLength(1);
    expect(await lending.seen()).toMatchObject([
      { actor: 'cli', action: 'erasure', opportunity_ids: [FIRST], rows: '3', response_id: null },
    ]);
    const [event] = await lending.query(
      'SELECT actor, action, target, outcome, detail FROM audit_event ORDER BY id DESC LIMIT 1',
    );
    expect(event).toEqual({
      ...{ actor: 'cli', action: 'lending.erasure', target: `opportunity:${FIRST}`, outcome: 'success' },
      detail: { opportunities: 1, proposals: 2 },
    });
  });

  it('is no more a second time, and nothing is written', async () => {
    await erase(FIRST);
    const before = await generations();
    await lending.seen();
    expect(await erase(FIRST)).toEqual({ ids: [], opportunities: 0, proposals: 0 });
    expect(await erase(idOf('006', 999))).toEqual({ ids: [], opportunities: 0, proposals: 0 });
    expect(await lending.seen()).toEqual([]);
    expect(await generations()).toEqual(before);
    expect(await lending.query('SELECT FROM lending_erasure')).toHaveLength(1);
  });

  it('is erased once by ten who ask at the same time', async () => {
    const done = await Promise.all(Array.from({ length: 10 }, () => erase(FIRST)));
    expect(done.map(({ ids }) => ids.length).sort()).toEqual([...Array<number>(9).fill(0), 1]);
    expect(await lending.query(`SELECT FROM lending_access WHERE action = 'erasure'`)).toHaveLength(1);
  });

  it('may be known by its proposals alone', async () => {
    await imported(lending, 'proposals', { content: proposalsFile([anOffer(9, idOf('006', 500))]) });
    expect(await erase(idOf('006', 500))).toEqual({ ids: [idOf('006', 500)], opportunities: 0, proposals: 1 });
  });

  it.each(['lending_access', 'audit_event', 'erasure'])('is still there when %s cannot be written', async (table) => {
    const known: Readonly<Record<string, object>> = { lending_access: { code: 'lending.access-not-recorded' } };
    const refuse = `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''full''; END'`;
    await lending.query(refuse);
    await lending.query(`CREATE TRIGGER refuse BEFORE INSERT ON ${table} EXECUTE FUNCTION refuse()`);
    try {
      await expect(erase(FIRST)).rejects.toMatchObject(known[table] ?? { message: 'full' });
    } finally {
      await lending.query('DROP FUNCTION refuse CASCADE');
    }
    expect(await stored(FIRST)).toEqual([1, 2]);
    expect(await lending.query('SELECT FROM lending_erasure')).toEqual([]);
  });

  it('does not come back with a file', async () => {
    await erase(FIRST);
    const run = await imported(lending, 'opportunities', { content: F60 });
    expect(run).toMatchObject({ unchanged: 59, skipped: 1, skipped_by_reason: { erased: 1 }, inserted: 0 });
    const again = await imported(lending, 'proposals', { content: OFFERS });
    expect(again).toMatchObject({ unchanged: 1, skipped: 2, skipped_by_reason: { erased: 2 } });
    const replaced = await imported(lending, 'opportunities', { content: F60, replace: true });
    expect(replaced).toMatchObject({ unchanged: 59, skipped: 1, removed: 0 });
    expect(await stored(FIRST)).toEqual([0, 0]);
  });

  it('does not come back with a file that was read while it was erased', async () => {
    await lending.query('DELETE FROM opportunity WHERE id = $1', [SECOND]);
    const held = await holding(lending, 'LOCK TABLE lending_access IN EXCLUSIVE MODE');
    const erased = erase(FIRST);
    await waiting(lending, 'INSERT INTO lending_access');
    const run = imported(lending, 'opportunities', { content: F60 });
    await waiting(lending, 'LOCK TABLE opportunity, proposal, bank');
    await held.release();
    expect(await erased).toMatchObject({ ids: [FIRST] });
    const { details, ...counted } = await run;
    expect(counted).toMatchObject({ state: 'published', read: 60, inserted: 2, unchanged: 58, removed: 1, skipped: 0 });
    expect(details).toMatchObject({ erased_meanwhile: 1 });
    expect(await stored(FIRST)).toEqual([0, 0]);
    expect(await stored(SECOND)).toEqual([1, 1]);
  });

  it('goes with what a file is just bringing', async () => {
    await lending.query('DELETE FROM opportunity WHERE id = $1', [THIRD]);
    const held = await holding(lending, 'LOCK TABLE lending_quality IN EXCLUSIVE MODE');
    const run = imported(lending, 'opportunities', { content: F60 });
    await waiting(lending, 'INSERT INTO lending_quality');
    const erased = erase(THIRD);
    await waiting(lending, 'LOCK TABLE opportunity, proposal IN ROW');
    await held.release();
    expect(await run).toMatchObject({ state: 'published', inserted: 1, unchanged: 59 });
    expect(await erased).toMatchObject({ ids: [THIRD], opportunities: 1 });
    expect(await stored(THIRD)).toEqual([0, 0]);
    expect(await imported(lending, 'opportunities', { content: F60 })).toMatchObject({ unchanged: 59, skipped: 1 });
  });

  it('is erased within a transaction that may still fail', async () => {
    const failing = lending.service.app.get(Transaction).run(async () => {
      await erase(FIRST);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await stored(FIRST)).toEqual([1, 2]);
  });
});

describe('files of the broker, several at once', () => {
  let lending: LendingService;
  beforeAll(async () => {
    lending = await serveLending();
  });
  afterAll(() => lending.close());
  beforeEach(async () => {
    await lending.query('TRUNCATE opportunity, proposal, bank, dataset, import_run CASCADE');
  });

  const counts = async (): Promise<unknown> =>
    (
      await lending.query(`SELECT (SELECT count(*)::int FROM opportunity WHERE synthetic) AS synthetic_opportunities,
        (SELECT count(*)::int FROM proposal WHERE synthetic) AS synthetic_proposals,
        (SELECT count(*)::int FROM opportunity WHERE NOT synthetic) AS opportunities,
        (SELECT count(*)::int FROM proposal WHERE NOT synthetic) AS proposals`)
    )[0];

  it('make an end of what was generated once', async () => {
    const generated = await imported(lending, 'opportunities', {});
    const runs = await Promise.all([
      imported(lending, 'opportunities', { content: F60 }),
      imported(lending, 'proposals', { content: OFFERS }),
    ]);
    expect(runs.map(({ state }) => state)).toEqual(['published', 'published']);
    const removed = runs.flatMap(({ details }) => details['synthetic_removed'] ?? []);
    expect(removed).toEqual([{ opportunities: generated.inserted, proposals: 0, banks: 0 }]);
    expect(await counts()).toEqual({
      ...{ synthetic_opportunities: 0, synthetic_proposals: 0 },
      ...{ opportunities: 60, proposals: 3 },
    });
  });

  it('are never mixed with what is being generated', async () => {
    const held = await holding(lending, 'LOCK TABLE opportunity IN SHARE MODE');
    const real = imported(lending, 'opportunities', { content: F60 });
    await waiting(lending, 'LOCK TABLE opportunity');
    const generated = imported(lending, 'proposals', {});
    for (let tries = 0; tries < 200; tries++) {
      const rows = await lending.query(`SELECT FROM import_run WHERE dataset = 'proposals' AND state = 'validated'`);
      if (rows.length > 0) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await held.release();
    expect(await real).toMatchObject({ state: 'published', inserted: 60 });
    expect(await generated).toMatchObject({
      state: 'rejected',
      problem: { outcome: 'guard', guards: ['real-data-present'] },
    });
    expect(await counts()).toMatchObject({ synthetic_proposals: 0, opportunities: 60, proposals: 0 });
  });

  it('leave what was generated as it was when one is stopped while it publishes', async () => {
    const { inserted } = await imported(lending, 'opportunities', {});
    const held = await holding(lending, 'LOCK TABLE lending_quality IN EXCLUSIVE MODE');
    const stopping = new AbortController();
    const run = imported(lending, 'opportunities', { content: F60, signal: stopping.signal });
    await waiting(lending, 'INSERT INTO lending_quality');
    expect(await counts()).toMatchObject({ synthetic_opportunities: inserted, opportunities: 0 });
    stopping.abort();
    expect(await run).toMatchObject({ state: 'aborted' });
    await held.release();
    expect(await counts()).toMatchObject({ synthetic_opportunities: inserted, opportunities: 0 });
    expect(await imported(lending, 'opportunities', { content: F60 })).toMatchObject({ inserted: 60 });
    expect(await counts()).toMatchObject({ synthetic_opportunities: 0, opportunities: 60 });
  });

  it('are one at a time for the same dataset', async () => {
    const held = await holding(lending, 'LOCK TABLE opportunity IN SHARE MODE');
    const first = imported(lending, 'opportunities', { content: F60 });
    await waiting(lending, 'LOCK TABLE opportunity');
    const second = imported(lending, 'opportunities', { content: F60 });
    await expect(second).rejects.toMatchObject({ outcome: 'busy' });
    await held.release();
    expect(await first).toMatchObject({ inserted: 60 });
  });

  it('are refused in windows-1252, which is said', async () => {
    const content = Buffer.from(F60, 'latin1');
    const run = await imported(lending, 'opportunities', { content });
    expect(run).toMatchObject({
      state: 'rejected',
      problem: { code: 'ingestion.encoding-error', outcome: 'malformed' },
    });
    expect(run.problem?.detail.en).toMatch(/UTF-8/);
    expect(await counts()).toMatchObject({ opportunities: 0 });
  });
});
