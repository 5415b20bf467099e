import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReplayErasures } from '../../libs/identity/src/application/rights/replay-erasures';
import { RightsCommand } from '../../libs/identity/src/infrastructure/cli/rights.command';
import { LendingEraseCommand } from '../../libs/lending/src/infrastructure/cli/lending-erase.command';
import { said, type Said } from '../support/lending/cli';
import { F60, FIRST, imported, OFFERS, serveSixty } from '../support/lending/erasing';
import { idOf } from '../support/lending/files';
import type { LendingService } from '../support/lending/service';

describe('an erasure', () => {
  let lending: LendingService;
  beforeAll(async () => {
    // Marks of erasures are also kept in this folder.
    lending = await serveSixty({ dataDir: mkdtempSync(join(tmpdir(), 'hexagone-erasure-')) });
  });
  afterAll(() => lending.close());

  const erase = (...words: string[]): Promise<Said> =>
    said(lending.service.app.get(LendingEraseCommand), 'lending', 'erase', ...words);

  it('is asked for over HTTP: 204, then 404; the file does not bring it back', async () => {
    const id = idOf('006', 10);
    expect((await lending.call('DELETE', `/opportunities/${id.slice(0, 15)}`)).status).toBe(204);
    for (const [method, path] of [
      ['GET', `/opportunities/${id}`],
      ['GET', `/opportunities/${id}/proposals`],
      ['DELETE', `/opportunities/${id}`],
      ['DELETE', `/opportunities/${idOf('006', 999)}`],
    ] as const) {
      const { status, body } = await lending.call(method, path);
      expect([status, body['type']]).toEqual([404, '/problems/lending.opportunity-not-found']);
    }
    const malformed = await lending.call('DELETE', '/opportunities/006');
    expect([malformed.status, malformed.body['type']]).toEqual([400, '/problems/lending.malformed-id']);
    const run = await imported(lending, 'opportunities', { content: F60 });
    expect(run).toMatchObject({ skipped: 1, skipped_by_reason: { erased: 1 } });
    expect((await lending.get(`/opportunities/${id}`)).status).toBe(404);
    const { body } = await lending.get('/opportunities?limit=100');
    expect((body['data'] as { id: string }[]).map((one) => one.id)).not.toContain(id);
  });

  it('is asked for at a terminal, once and again', async () => {
    const told = { exitCode: 0, stderr: '' };
    const words = [FIRST.toLowerCase(), '--reason', 'asked by letter'] as const;
    expect(await erase(...words)).toEqual({ ...told, stdout: `${FIRST}: 1 opportunity and 2 proposals erased\n` });
    expect(await erase(...words)).toEqual({ ...told, stdout: `${FIRST} was erased before\n` });
    expect(JSON.parse((await erase(...words, '--json')).stdout)).toEqual({ id: FIRST, opportunities: 0, proposals: 0 });
    expect(await lending.query('SELECT actor, reason FROM lending_erasure WHERE opportunity_id = $1', [FIRST])).toEqual(
      [{ actor: 'cli', reason: 'asked by letter' }],
    );
  });

  it.each([
    [[idOf('006', 999), '--reason', 'x'], { code: 'lending.opportunity-not-found' }],
    [['006AbCdEfGhIjKlIVJ', '--reason', 'x'], { code: 'lending.malformed-id' }],
    [[idOf('001', 1), '--reason', 'x'], { code: 'lending.malformed-id' }],
    [[idOf('006', 11)], { exitCode: 1 }],
    [[idOf('006', 11), '--reason', '  '], { code: 'commander.invalidArgument' }],
    [[idOf('006', 11), '--reason', 'x'.repeat(501)], { code: 'commander.invalidArgument' }],
  ])('is refused: %j', async (words, error) => {
    expect((await erase(...words)).error).toMatchObject(error);
    expect((await lending.get(`/opportunities/${idOf('006', 11)}`)).status).toBe(200);
  });

  it('is done again after a backup was brought back', async () => {
    const { app } = lending.service;
    const replay = (): Promise<unknown> => app.get(ReplayErasures).execute([]);
    await lending.query('TRUNCATE opportunity, proposal, lending_erasure');
    await imported(lending, 'opportunities', { content: F60 });
    await imported(lending, 'proposals', { content: OFFERS });
    await lending.query('DELETE FROM opportunity WHERE id = $1', [FIRST]);
    expect((await lending.get(`/opportunities/${idOf('006', 10)}`)).status).toBe(200);
    expect(await replay()).toMatchObject({ erased: [], records: { lending: 2 } });
    expect((await lending.get(`/opportunities/${idOf('006', 10)}`)).status).toBe(404);
    expect(await lending.query('SELECT FROM opportunity')).toHaveLength(58);
    expect(await lending.query('SELECT opportunity_id AS id FROM proposal')).toEqual([{ id: idOf('006', 2) }]);
    expect(await replay()).toMatchObject({ records: { lending: 0 } });
    expect(await imported(lending, 'opportunities', { content: F60 })).toMatchObject({ inserted: 0, skipped: 2 });
    const { stdout } = await said(app.get(RightsCommand), 'privacy', 'replay-erasures');
    expect(stdout).toContain('0 erased again in lending\n');
  });
});
