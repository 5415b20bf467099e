import { createLog } from '@hexagone/platform';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImportCommand } from '../../libs/ingestion/src/infrastructure/cli/import.command';
import { RejectsCommand } from '../../libs/ingestion/src/infrastructure/cli/rejects.command';
import { OPPORTUNITY_COLUMNS } from '../../libs/lending/src/domain/columns';
import { machine } from '../support/identity';
import { said } from '../support/lending/cli';
import { F60, FIRST, imported } from '../support/lending/erasing';
import { type Cells, idOf, opportunitiesFile, SIXTY } from '../support/lending/files';
import { serveSites, type SitesService } from '../support/sites-service';

/** In no answer, no log and no table but that of opportunities. */
const SECRET = /secret|98765/i;
const [GOOD = {}] = SIXTY;
const NAMES = OPPORTUNITY_COLUMNS.map(({ source }) => source);
const HEADER = NAMES.join(',');
const RECORD = NAMES.map((_, i) => `secret-${String(i)}`).join(',');
const spoilt = (cells: Cells): string => opportunitiesFile([...SIXTY, { ...GOOD, Id: idOf('006', 61), ...cells }]);

const SPOILT: Readonly<Record<string, string | Uint8Array>> = {
  'every cell': spoilt(Object.fromEntries(NAMES.map((name) => [name, `secret 98765 ${name}`]))),
  'every number': spoilt(
    Object.fromEntries(
      OPPORTUNITY_COLUMNS.filter(({ type }) => type !== 'text' && type !== 'id').map(({ source }) => [
        source,
        '98765e9',
      ]),
    ),
  ),
  'an id': spoilt({ Id: '006SECRETSECRET9' }),
  'the same id with other values': spoilt({ Id: FIRST, SituActu__c: 'secret', TotRev__c: '98765.0' }),
  'a short line': `${F60}006SECRET98765,secret\n`,
  'a long line': `${F60}${RECORD},secret\n`,
  'a stray quote': `${F60}sec"ret,98765\n`,
  NUL: `${F60}sec\0ret-secret,98765\n`,
  'an unterminated quote': `${F60}"secret,98765\nsecret\n`,
  'no header': `${RECORD}\n${RECORD}\n`,
  'a header that goes on with a record': `${HEADER},${RECORD}\n`,
  'a header of half the names': `${NAMES.slice(0, 24).join(',')},${RECORD}\n`,
  'windows-1252': Buffer.from(F60.replace('Locataire', 'Secrètaire 98765'), 'latin1'),
  HTML: `<html><body>secret 98765</body></html>`,
  JSON: JSON.stringify([{ Id: 'secret', TotRev__c: 98765 }]),
};

describe('nothing about a borrower', () => {
  let service: SitesService;
  let log = '';
  beforeAll(async () => {
    const write = (line: string): void => void (log += line);
    service = await serveSites({ access: 'protected' }, { log: createLog('trace', { write }) });
    await imported(service, 'opportunities', { content: F60 });
  });
  afterAll(() => service.close());

  it.each(Object.keys(SPOILT))('is told of a file that is refused, in whole or in part: %s', async (name) => {
    const run = await imported(service, 'opportunities', { content: SPOILT[name]! });
    expect(run.rejected + (run.problem ? 1 : 0)).toBeGreaterThan(0);
    expect(JSON.stringify(run)).not.toMatch(SECRET);
    const told = await service.query<{ told: string }>(
      `SELECT to_jsonb(r)::text || coalesce((SELECT jsonb_agg(to_jsonb(j))::text FROM import_reject j
         WHERE j.run_id = r.id), '') AS told FROM import_run r WHERE id = $1`,
      [run.id],
    );
    expect(told[0]?.told).not.toMatch(SECRET);
    const headers = await machine(service.service.app, 'imports:read', 'lending:read');
    for (const path of [`/imports/${run.id}`, `/imports/${run.id}/rejects`, `/imports/${run.id}/rejects?format=csv`]) {
      const { status, text } = await service.get(path, headers);
      expect([path, status]).toEqual([path, 200]);
      expect(text).not.toMatch(SECRET);
    }
    expect((await said(service.service.app.get(RejectsCommand), 'rejects', String(run.id))).stdout).not.toMatch(SECRET);
  });

  it.each(Object.keys(SPOILT))('is told at the terminal of %s', async (name) => {
    const path = join(mkdtempSync(join(tmpdir(), 'hexagone-silence-')), 'opportunities.csv');
    writeFileSync(path, SPOILT[name]!);
    for (const more of [[], ['--json'], ['--dry-run']]) {
      const words = ['import', 'opportunities', '--from', path, ...more];
      const { stdout, stderr, error } = await said(service.service.app.get(ImportCommand), ...words);
      expect(error).toBeUndefined();
      expect(stdout).toMatch(/opportunities/);
      expect(stdout + stderr).not.toMatch(SECRET);
    }
  });

  it('is known of the rejects to who may not read opportunities', async () => {
    const run = await imported(service, 'opportunities', { content: SPOILT['every cell']! });
    const { status } = await service.get(
      `/imports/${run.id}/rejects`,
      await machine(service.service.app, 'imports:read'),
    );
    expect(status).toBe(403);
  });

  it('stands in the logs: the template of the route alone', async () => {
    const headers = await machine(service.service.app, 'lending:read', 'lending:write', 'lending:statistics');
    log = '';
    const paths = [
      `/opportunities/${FIRST}`,
      '/opportunities/006SECRETSECRET',
      '/opportunities/secret',
      `/opportunities/${FIRST}/proposals`,
      '/opportunities?revenu_total[gt]=98765&main_bank=secret',
      '/opportunities?revenu_total[gt]=98765&age_emprunteur=33',
      '/opportunities?banque_principale=secret&format=csv',
      '/opportunities/best-proposals?opportunity_id=006SECRETSECRET',
      '/borrowers/secret',
    ];
    for (const path of paths) await service.get(path, headers);
    await service.delete(`/opportunities/${FIRST}`, headers);
    await service.query('ALTER TABLE opportunity RENAME COLUMN revenue TO income');
    const broken = await service.get('/opportunities?revenu_total[gt]=98765', headers);
    const one = await service.get(`/opportunities/${idOf('006', 2)}`, headers);
    await service.query('ALTER TABLE opportunity RENAME COLUMN income TO revenue');
    expect([broken.status, one.status]).toEqual([500, 500]);
    expect(broken.text + one.text).not.toMatch(/revenue|SELECT/);
    expect(log).toContain('"route":"/opportunities/:id"');
    expect(log).not.toMatch(SECRET);
    expect(log).not.toMatch(/006[0-9]{12}|CIC|Salarié/);
  });
});
