import type { Settings } from '@hexagone/platform';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { contradictions, overlay, register as shape, type Register } from './register-shape';
import { readRegister } from './register-file';
import { YamlRegister } from './yaml-register';

const FILE = join(__dirname, '../../../../../docs/privacy/registre.yaml');

describe('the register of processing', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'hexagone-register-'))));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const fileOf = (content: unknown): string => {
    const path = join(folder, 'own.yaml');
    writeFileSync(path, typeof content === 'string' ? content : stringify(content));
    return path;
  };
  const registerWith = (more: Partial<Settings> = {}): YamlRegister =>
    new YamlRegister({ auditMonths: 12, backupRetentionDays: 35, ...more } as Settings);

  it('is good as it stands', () => {
    const { activities, retentions } = readRegister();
    expect(activities.length).toBeGreaterThan(10);
    expect(Object.keys(retentions)).toContain('identity.unused-accounts');
  });

  it('leaves a consent and a legitimate interest to people, with words and their version', () => {
    const { purposes } = registerWith();
    expect([...purposes].map(([id, { basis }]) => [id, basis])).toEqual([
      ['session-networks', 'legitimate-interest'],
      ['sign-in-letters', 'consent'],
    ]);
    for (const { text, textVersion } of purposes.values()) {
      expect(textVersion).toMatch(/\d/);
      expect(text.fr).not.toBe(text.en);
    }
  });

  it('keeps as long as it says, and as variables decide', () => {
    const usual = registerWith();
    expect(usual.keeps('audit.events')).toBe('P12M');
    expect(usual.keeps('identity.erasure-marks')).toBe('P70D');
    expect(usual.keeps('operator.backups')).toBe('P35D');
    const other = registerWith({ auditMonths: 36, backupRetentionDays: 10 });
    expect(other.keeps('audit.events')).toBe('P36M');
    expect(other.keeps('identity.erasure-marks')).toBe('P20D');
    expect(other.endBefore('identity.erasure-marks', new Date('2026-11-21T00:00:00Z'))).toEqual(
      new Date('2026-11-01T00:00:00Z'),
    );
    expect(() => other.keeps('games.players')).toThrow('games.players');
  });

  it('asks holders for every rule but those of the operator', () => {
    const { rules } = registerWith();
    expect(rules).toContain('ingestion.reject-values');
    expect(rules.filter((rule) => rule.startsWith('operator.'))).toEqual([]);
  });

  it('lets an operator say who they are, keep less, and add what they do', () => {
    const [first] = (parse(readFileSync(FILE, 'utf8')) as { activities: object[] }).activities;
    const registreFile = fileOf({
      controller: { name: 'Ville de Test' },
      dpo: { name: 'Camille Test', email: 'dpo@test.example' },
      retentions: { 'identity.sessions': { keep: 'P7D', from: { fr: 'f', en: 'f' }, then: { fr: 't', en: 't' } } },
      activities: [{ ...first, id: 'newsletter' }],
    });
    const own = registerWith({ registreFile });
    expect(own.register.controller).toEqual({ name: 'Ville de Test' });
    expect(own.keeps('identity.sessions')).toBe('P7D');
    expect(own.keeps('identity.unused-accounts')).toBe('P3Y');
    const ids = own.register.activities.map(({ id }) => id);
    expect(ids).toEqual([...readRegister().activities.map(({ id }) => id), 'newsletter']);
  });

  const term = { keep: 'P1D', from: { fr: 'f', en: 'f' }, then: { fr: 't', en: 't' } };
  it.each([
    ['is no YAML', 'a: [', 'cannot be read'],
    ['is a list', [], 'the register must be a map'],
    ['has a strange member', { colour: 'blue' }, 'colour is unknown'],
    ['has a contact without a name', { dpo: { email: 'x' } }, 'dpo.name must be a text'],
    ['has a blank name', { dpo: { name: ' ' } }, 'dpo.name must be a text'],
    ['has a wrong day', { updated: 'today' }, 'updated must be a day'],
    [
      'has a wrong duration',
      { retentions: { 'identity.sessions': { ...term, keep: '30 days' } } },
      'sessions.keep must be',
    ],
    [
      'has one language',
      { retentions: { 'identity.sessions': { ...term, then: { fr: 'x' } } } },
      'sessions.then.en must be',
    ],
    ['has a wrong rule', { retentions: { Sessions: term } }, 'retentions.Sessions is no good name'],
    ['has a rule without use', { retentions: { 'own.rule': term } }, 'retentions.own.rule is used by no activity'],
    [
      'changes what must stay',
      { retentions: { 'identity.revocations': term } },
      'identity.revocations is not to be changed',
    ],
    [
      'changes what a variable decides',
      { retentions: { 'audit.events': term } },
      'is decided by HEXAGONE_AUDIT_MONTHS',
    ],
    ['has no activity', { activities: [] }, 'activities must be a list of at least one'],
    ['has an activity that is none', { activities: [{ id: 'X' }] }, 'activities.0.id must be words'],
  ])('refuses a file of the operator that %s', (_what, content, fault) => {
    const registreFile = fileOf(content);
    const refused = registerWith({ registreFile });
    expect(() => refused.rules).toThrow(fault);
    expect(() => refused.rules).toThrow(registreFile);
  });

  it('refuses a file that is not there', () => {
    expect(() => readRegister(join(folder, 'none.yaml'))).toThrow('none.yaml cannot be read');
  });

  it('names all that is wrong at once, in both languages', () => {
    const faults: { en: string; fr: string }[] = [];
    overlay({ colour: 1, dpo: {}, updated: 3 }, '', faults);
    expect(faults.map(({ fr }) => fr)).toEqual([
      'colour est inconnu',
      'dpo.name doit être un texte',
      'updated doit être un jour tel que 2026-11-21, entre guillemets',
    ]);
  });

  describe('is contradicted by', () => {
    const good = readRegister();
    const changed = (id: string, more: object): Register => ({
      ...good,
      activities: good.activities.map((activity) => (activity.id === id ? { ...activity, ...more } : activity)),
    });
    const told = (known: Register): string[] => contradictions(known).map(({ en }) => en);

    it('nothing as it stands', () => {
      expect(told(good)).toEqual([]);
    });

    it.each([
      ['sign-in-letters', { choice: undefined }, 'activities.sign-in-letters.choice is missing: consent is asked'],
      ['audit', { objection: undefined }, 'activities.audit.objection is missing: how does one object?'],
      ['sign-in-letters', { basis: 'contract' }, 'activities.sign-in-letters.choice has nothing to choose'],
      ['audit', { id: 'imports' }, 'activities.imports stands twice'],
    ])('%s with %j', (id, more, fault) => {
      expect(told(changed(id, more))).toEqual([fault]);
    });

    it('a rule that is named and not stated, and one that is stated and not named', () => {
      expect(told(changed('audit', { retention: ['audit.other'] }))).toEqual([
        'activities.audit.retention names audit.other, which is not in retentions',
        'retentions.audit.events is used by no activity',
      ]);
    });
  });

  it('is refused where a part of it is missing', () => {
    const rest = parse(readFileSync(FILE, 'utf8')) as Record<string, unknown>;
    delete rest['controller'];
    const faults: { en: string; fr: string }[] = [];
    shape(rest, '', faults);
    expect(faults.map(({ en }) => en)).toEqual(['controller must be a map']);
  });
});
