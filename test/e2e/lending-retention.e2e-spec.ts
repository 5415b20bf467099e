import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PurgePersonalData } from '../../libs/identity/src/application/purge-personal-data';
import { PrivacyCommand } from '../../libs/identity/src/infrastructure/cli/privacy.command';
import { readRegister } from '../../libs/identity/src/infrastructure/privacy/register-file';
import { said } from '../support/lending/cli';
import { anOffer, F60, imported, serveSixty } from '../support/lending/erasing';
import { idOf, proposalsFile, SIXTY } from '../support/lending/files';
import { type LendingService, serveLending } from '../support/lending/service';

describe('what is kept no longer', () => {
  const MONTHS = 18;
  /** Eighteen months after the middle of the file. */
  const NOW = new Date('2025-07-16T00:00:00Z');
  let lending: LendingService;
  beforeAll(async () => {
    lending = await serveSixty({ lendingRetentionMonths: MONTHS });
  });
  afterAll(() => lending.close());

  const purge = (rehearsal: boolean, service = lending): Promise<unknown> =>
    service.service.app.get(PurgePersonalData).execute({ only: 'lending', now: NOW, rehearsal, actor: 'housekeeping' });

  it('is erased like what is asked for, and does not come back', async () => {
    const due = SIXTY.filter(({ CreatedDate = '' }) => CreatedDate < '2024-01-16').map(({ Id }) => Id);
    await lending.load('proposals', proposalsFile([anOffer(9, idOf('006', 700), '2023-05-01')]));
    const rule = { context: 'lending', rule: 'lending.opportunities', keep: 'P18M' };
    expect(due).toHaveLength(29);
    expect(await purge(true)).toEqual([
      { ...rule, before: new Date('2024-01-16T00:00:00Z'), erased: 30 },
      expect.objectContaining({ rule: 'lending.access', keep: 'P12M', erased: 0 }),
    ]);
    expect(await lending.query('SELECT FROM opportunity')).toHaveLength(60);
    await lending.seen();
    expect(await purge(false)).toMatchObject([{ ...rule, erased: 30 }, { erased: 0 }]);
    expect(await lending.query('SELECT FROM opportunity')).toHaveLength(31);
    expect(await lending.query('SELECT FROM proposal')).toEqual([]);
    expect(await lending.query('SELECT DISTINCT actor FROM lending_erasure')).toEqual([{ actor: 'housekeeping' }]);
    expect(await lending.seen()).toMatchObject([{ action: 'erasure', actor: 'housekeeping', rows: '33' }]);
    expect(await purge(false)).toMatchObject([{ erased: 0 }, { erased: 0 }]);
    const run = await imported(lending, 'opportunities', { content: F60 });
    expect(run).toMatchObject({ unchanged: 31, skipped: 29, inserted: 0 });
    const events = await lending.query(
      `SELECT action, target, detail FROM audit_event WHERE action IN ('lending.erasure', 'privacy.purge') ORDER BY id`,
    );
    expect(events).toMatchObject([
      { action: 'lending.erasure', target: null, detail: { opportunities: 29, proposals: 4 } },
      { action: 'privacy.purge', target: 'rule:lending.opportunities', detail: { erased: 30 } },
    ]);
  });

  it('is the access log after twelve months', async () => {
    await lending.query('TRUNCATE lending_access');
    for (const at of ['2024-07-15T23:59:59Z', '2024-07-16T00:00:01Z'])
      await lending.query(`INSERT INTO lending_access (at, actor, action) VALUES ($1, 'cli', 'opportunity')`, [at]);
    expect(await purge(true)).toMatchObject([{}, { rule: 'lending.access', erased: 1 }]);
    expect(await purge(false)).toMatchObject([{}, { erased: 1 }]);
    expect(await lending.query('SELECT at FROM lending_access')).toEqual([{ at: new Date('2024-07-16T00:00:01Z') }]);
  });

  it('is nothing that was generated, and nothing at all where no time is set', async () => {
    const generated = await serveLending({ lendingRetentionMonths: 1 });
    const unset = await serveSixty();
    try {
      await generated.load('opportunities');
      const stored = (await generated.query('SELECT FROM opportunity')).length;
      expect(await purge(false, generated)).toMatchObject([{ keep: 'P1M', erased: 0 }, {}]);
      expect(await generated.query('SELECT FROM opportunity')).toHaveLength(stored);
      const rule = { context: 'lending', rule: 'lending.opportunities', keep: null, before: null, erased: 0 };
      expect(await purge(false, unset)).toMatchObject([rule, {}]);
      expect(await unset.query('SELECT FROM opportunity')).toHaveLength(60);
      const { stdout } = await said(unset.service.app.get(PrivacyCommand), 'privacy', 'purge', '--only', 'lending');
      expect(stdout).toContain('lending.opportunities: no time is set, nothing is erased\n');
    } finally {
      await generated.close();
      await unset.close();
    }
  });

  it.each([
    [MONTHS, 'P18M', '18 months after the creation of the request', '18 mois après la création de la demande'],
    [undefined, null, 'For a time that is not set, from the creation', 'Sans durée fixée à compter de la création'],
  ])('is told by the register: %s months', async (months, keep, english, french) => {
    const service = months === undefined ? await serveLending() : lending;
    try {
      const { body } = await service.get('/privacy/registre');
      const activities = body['activities'] as { id: string; retention: { rule: string; keep: string | null }[] }[];
      const rules = activities.flatMap(({ retention }) => retention);
      expect(rules.filter(({ rule }) => rule === 'lending.opportunities').map((one) => one.keep)).toEqual([keep, keep]);
      const told = await service.get('/privacy/registre?format=csv');
      expect(told.text).toContain(english);
      expect((await service.get('/privacy/notice', { 'accept-language': 'fr' })).text).toContain(french);
    } finally {
      if (service !== lending) await service.close();
    }
  });

  it('is nobody’s to leave without a time by mistake', () => {
    const own = join(mkdtempSync(join(tmpdir(), 'hexagone-register-')), 'own.yaml');
    const words = '{ fr: a, en: b }';
    writeFileSync(own, `retentions:\n  lending.access: { from: ${words}, then: ${words} }\n`);
    expect(() => readRegister(own)).toThrow('retentions.lending.access.keep is missing');
    writeFileSync(own, `retentions:\n  lending.opportunities: { keep: P5Y, from: ${words}, then: ${words} }\n`);
    expect(() => readRegister(own)).toThrow('lending.opportunities is decided by LENDING_RETENTION_MONTHS');
  });
});
