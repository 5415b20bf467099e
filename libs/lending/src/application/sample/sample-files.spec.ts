import { createHash } from 'node:crypto';
import { SAMPLE_FILES, USUAL_SAMPLE } from './sample-files';

const cellsOf = (text: string): string[] => text.trimEnd().split(',');
const table = (lines: readonly string[]): Record<string, string>[] => {
  const [head = '', ...rows] = lines;
  const names = cellsOf(head);
  return rows.map((row) => Object.fromEntries(cellsOf(row).map((cell, i) => [names[i] ?? '', cell])));
};
const sha = (lines: Iterable<string>): string => {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(line);
  return hash.digest('hex');
};

const opportunities = table([...SAMPLE_FILES.opportunities(USUAL_SAMPLE)]);
const proposals = table([...SAMPLE_FILES.proposals(USUAL_SAMPLE)]);
const percent = (holds: (row: Record<string, string>) => boolean, of = opportunities): number =>
  (100 * of.filter(holds).length) / of.length;

describe('the sample', () => {
  it('is the same bytes for the same seed, and others for another', () => {
    const again = sha(SAMPLE_FILES.opportunities(USUAL_SAMPLE));
    expect(again).toBe(sha(SAMPLE_FILES.opportunities(USUAL_SAMPLE)));
    expect(again).toBe('ef89c806cf4141db46611fb7b08a891d61b6171a172b4354add9748f36622841');
    expect(sha(SAMPLE_FILES.opportunities({ ...USUAL_SAMPLE, seed: 2 }))).not.toBe(again);
  });

  it.each(['opportunities', 'proposals'] as const)('has first %s that do not depend on how many there are', (file) => {
    const few = [...SAMPLE_FILES[file]({ ...USUAL_SAMPLE, rows: 2000 })];
    expect([...SAMPLE_FILES[file](USUAL_SAMPLE)].slice(0, few.length)).toEqual(few);
    if (file === 'opportunities') expect(few).toHaveLength(2001);
  });

  it('begins with the borrower of the exercise', () => {
    expect(opportunities[0]).toMatchObject({
      Id: '0065q00000AlAK0AAN',
      Age_emprunteur__c: '33.0',
      BanquePrincipaleEmp__c: 'CIC',
      Deja_souscrit_credit_immo__c: '1',
      TechMail_CategorieProfessionnelleEmpru__c: 'Salarié du privé',
      TechMail_ContratDeTravailEmprunteur__c: "CDI période d'essai terminée",
      TotRev__c: '7731.67',
      MontPretPricip__c: '235055.0',
      StageName: '6-Perdue',
    });
  });

  it('has ages as they are published, with exactly so many defects', () => {
    const ages = opportunities.map(({ Age_emprunteur__c: age = '' }) => age);
    const usable = ages
      .filter((age) => age !== '' && Number(age) >= 18 && Number(age) <= 100)
      .map(Number)
      .sort((a, b) => a - b);
    expect(ages.filter((age) => age === '')).toHaveLength(300);
    expect(usable).toHaveLength(9620);
    const mean = usable.reduce((sum, age) => sum + age, 0) / usable.length;
    expect(Math.abs(mean - 37.3)).toBeLessThanOrEqual(0.1);
    expect([0.25, 0.5, 0.75].map((share) => usable[Math.floor(share * usable.length)])).toEqual([29, 36, 44]);
  });

  it.each([
    ['TechMail_CategorieProfessionnelleEmpru__c', 'Salarié du privé', 72.2],
    ['TechMail_CategorieProfessionnelleEmpru__c', 'Salarié du public', 15.5],
    ['TechMail_ContratDeTravailEmprunteur__c', "CDI période d'essai terminée", 79.1],
    ['TechMail_ContratDeTravailEmprunteur__c', 'Fonctionnaire ou assimilé', 14.3],
    ['Deja_souscrit_credit_immo__c', '1', 40.8],
  ])('%s is %s for %d %%', (column, value, share) => {
    const known = opportunities.filter((row) => row[column] !== '');
    expect(Math.abs(percent((row) => row[column] === value, known) - share)).toBeLessThanOrEqual(0.3);
  });

  it('has exactly so many debts that are more than the revenue', () => {
    const ratios = opportunities.map(({ TxEndetApres__c: ratio = '' }) => ratio);
    expect(ratios.filter((ratio) => Number(ratio) > 100)).toHaveLength(25);
    expect(ratios.filter((ratio) => ratio === '')).toHaveLength(20);
  });

  it('has ids that are all different', () => {
    expect(new Set(opportunities.map(({ Id }) => Id)).size).toBe(10_000);
    expect(new Set(proposals.map(({ Id }) => Id)).size).toBe(proposals.length);
  });

  it('has as many offers as are published, for as few opportunities', () => {
    expect(Math.abs(proposals.length / 10_000 - 0.29)).toBeLessThan(0.02);
    const offered = new Set(proposals.map(({ Opportunity__c }) => Opportunity__c)).size;
    expect(Math.abs(offered / 10_000 - 0.08)).toBeLessThan(0.01);
  });

  it('has four lines more when it is to be broken', () => {
    const lines = [...SAMPLE_FILES.opportunities({ rows: 100, seed: 1, broken: true })];
    expect(lines).toHaveLength(105);
  });
});
