import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RightsCommand } from '../../libs/identity/src/infrastructure/cli/rights.command';
import type { RunRow } from '../../libs/ingestion/src/application/run-row';
import { ImportCommand } from '../../libs/ingestion/src/infrastructure/cli/import.command';
import { SAMPLE_FILES } from '../../libs/lending/src/application/sample/sample-files';
import { machine, person } from '../support/identity';
import { said } from '../support/lending/cli';
import { F60, FIRST, serveSixty } from '../support/lending/erasing';
import { idOf } from '../support/lending/files';
import { type LendingService, serveLending } from '../support/lending/service';

describe('who may do what', () => {
  let lending: LendingService;
  beforeAll(async () => {
    lending = await serveSixty({ access: 'protected' });
  });
  afterAll(() => lending.close());

  it.each([
    ['GET', '/opportunities', 'lending:read'],
    ['GET', `/opportunities/${FIRST}`, 'lending:read'],
    ['GET', `/opportunities/${FIRST}/proposals`, 'lending:read'],
    ['GET', '/opportunities/best-proposals', 'lending:read'],
    ['GET', '/borrowers/quality', 'lending:read'],
    ['GET', '/borrowers/profile', 'lending:statistics'],
    ['DELETE', `/opportunities/${FIRST}`, 'lending:write'],
  ] as const)('%s %s needs %s', async (method, path, scope) => {
    await lending.seen();
    const others = [
      'lending:read',
      'lending:statistics',
      'lending:write',
      'imports:read',
      'privacy:admin',
      'audit:read',
    ];
    const other = await machine(lending.service.app, ...others.filter((one) => one !== scope));
    expect((await lending.call(method, path)).status).toBe(401);
    expect((await lending.call(method, path, undefined, other)).status).toBe(403);
    expect(await lending.seen()).toEqual([]);
    const { headers, account } = await person(lending.service.app, scope);
    const answer = await lending.call(method, path, undefined, headers);
    expect([200, 204]).toContain(answer.status);
    expect(answer.headers['cache-control']).toBe('no-store');
    if (path.startsWith('/opp')) expect(await lending.seen()).toMatchObject([{ actor: `account:${account.id}` }]);
  });

  it('has one row of the access log for an answer, under the answer’s own name', async () => {
    const { headers } = await person(lending.service.app, 'lending:read');
    await lending.seen();
    const { body } = await lending.get(`/opportunities/${idOf('006', 2)}`, headers);
    expect(await lending.seen()).toMatchObject([
      { response_id: body['response_id'], opportunity_ids: [idOf('006', 2)], rows: '1' },
    ]);
  });

  it('shows nothing that cannot be written down', async () => {
    const { headers } = await person(lending.service.app, 'lending:read', 'lending:write');
    await lending.query(`ALTER TABLE lending_access RENAME TO lending_access_away`);
    try {
      for (const [method, path] of [
        ['GET', '/opportunities'],
        ['GET', '/opportunities?format=csv'],
        ['GET', `/opportunities/${idOf('006', 2)}`],
        ['GET', '/opportunities/best-proposals'],
        ['DELETE', `/opportunities/${idOf('006', 2)}`],
      ] as const) {
        const { status, body, text, headers: said } = await lending.call(method, path, undefined, headers);
        expect([path, status, body['type']]).toEqual([path, 503, '/problems/lending.access-not-recorded']);
        expect(said['retry-after']).toBeDefined();
        expect(text).not.toMatch(/CIC|Salarié|lending_access/);
      }
    } finally {
      await lending.query(`ALTER TABLE lending_access_away RENAME TO lending_access`);
    }
    expect((await lending.get(`/opportunities/${idOf('006', 2)}`, headers)).status).toBe(200);
  });

  it('is told by an account’s own export, not whose requests they were', async () => {
    const { headers, account } = await person(lending.service.app, 'lending:read', 'lending:write');
    await lending.get(`/opportunities/${idOf('006', 3)}`, headers);
    await lending.call('DELETE', `/opportunities/${idOf('006', 4)}`, undefined, headers);
    const { text, body } = await lending.get('/me/export', headers);
    const { lending: section } = body['data'] as Record<string, Record<string, unknown[]>>;
    expect(section).toMatchObject({
      accesses: [
        { action: 'opportunity', rows: 1, response_id: expect.any(String) as unknown },
        { action: 'erasure', rows: 1 },
      ],
      erasures: [{ reason: 'asked for over HTTP' }],
    });
    expect(JSON.stringify(section)).not.toMatch(/006[0-9]{12}/);
    expect(text).not.toContain(idOf('006', 3));
    await lending.query('DELETE FROM account WHERE id = $1', [account.id]);
    const kept = await lending.query('SELECT FROM lending_access WHERE actor = $1', [`account:${account.id}`]);
    expect(kept).toHaveLength(2);
  });

  it('lets the erasure of an account leave the access log', async () => {
    const { headers, account } = await person(lending.service.app, 'lending:read');
    await lending.get(`/opportunities/${idOf('006', 3)}`, headers);
    expect(
      (await said(lending.service.app.get(RightsCommand), 'privacy', 'forget', '--email', account.id)).exitCode,
    ).toBe(0);
    expect(await lending.query('SELECT FROM lending_access WHERE actor = $1', [`account:${account.id}`])).toHaveLength(
      1,
    );
  });
});

describe('files at a terminal', () => {
  let lending: LendingService;
  beforeAll(async () => {
    lending = await serveLending();
  });
  afterAll(() => lending.close());

  const directory = mkdtempSync(join(tmpdir(), 'hexagone-files-'));
  const load = async (
    content: string,
    ...more: string[]
  ): Promise<{ exitCode: number; stdout: string; run: RunRow }> => {
    const path = join(directory, 'opportunity_test.csv');
    writeFileSync(path, content);
    const command = lending.service.app.get(ImportCommand);
    const { stdout, exitCode } = await said(command, 'import', 'opportunities', '--from', path, '--json', ...more);
    return { exitCode, stdout, run: JSON.parse(stdout) as RunRow };
  };

  it('make an end of the generated base, and change what differs alone', async () => {
    await lending.load('opportunities');
    const removed = { synthetic_removed: { opportunities: 10_000, proposals: 0, banks: 0 } };
    expect((await load(F60)).run).toMatchObject({ balance: { read: 60, inserted: 60 }, details: removed });
    expect((await load(F60)).run).toMatchObject({ state: 'unchanged', balance: { unchanged: 60 } });
    const { exitCode, run } = await load(F60.replace(',1600.0,', ',1601.0,'));
    expect([exitCode, run.balance]).toEqual([0, expect.objectContaining({ updated: 1, unchanged: 59 })]);
    const { body } = await lending.get(`/opportunities/${FIRST}`);
    expect(body).toMatchObject({ id: FIRST, revenu_total: 1601 });
  });

  it('are refused for a name of the header, the nearest named; what was there stays', async () => {
    const [wrong, absent] = [
      await load(F60.replace('TotRev__c', 'TotRev_c')),
      await load(F60.replace(',TotRev__c', '')),
    ];
    expect([wrong.exitCode, absent.exitCode]).toEqual([4, 4]);
    expect(wrong.run.problem).toMatchObject({ nearest: { TotRev_c: 'TotRev__c' }, missing: ['TotRev__c'] });
    expect(absent.run.problem).toMatchObject({ missing: ['TotRev__c'] });
    expect((await lending.get('/opportunities?limit=100')).body['meta']).toMatchObject({ total: 60 });
  });

  it('are taken but for their broken rows, which are told by line', async () => {
    await lending.query('TRUNCATE opportunity');
    const broken = [...SAMPLE_FILES.opportunities({ rows: 100, seed: 1, broken: true })].join('');
    const { exitCode, run } = await load(broken);
    expect(exitCode).toBe(0);
    expect(run.balance).toMatchObject({ read: 104, inserted: 100, duplicates: 1, rejected: 3 });
    expect((await load(broken, '--strict', '--force')).exitCode).toBe(7);
    const rejects = await lending.query('SELECT line::int FROM import_reject WHERE run_id = $1 ORDER BY line', [
      run.id,
    ]);
    expect(rejects).toEqual([{ line: 102 }, { line: 104 }, { line: 105 }]);
  });
});
