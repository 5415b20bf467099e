import { madeUpId } from './made-up-ids';
import { instantAt, type SampleRow } from './sample-opportunities';
import { BANK_PREFIX, OFFERING_BANKS } from './sample-proposals';

const NAMES = [
  ...['CREDIT AGRICOLE', "CAISSE D'EPARGNE", 'CREDIT MUTUEL', 'BNP PARIBAS', 'BANQUE POPULAIRE', 'SOCIETE GENERALE'],
  ...['LCL', 'CIC', 'BOURSORAMA BANQUE', 'CREDIT DU NORD', 'LA BANQUE POSTALE', 'HSBC', 'BANQUE DU PORT'],
];
const REGIONS = [
  ...['ILE DE FRANCE', 'BRETAGNE', 'NORMANDIE', 'GRAND EST', 'HAUTS DE FRANCE', 'OCCITANIE', 'PROVENCE'],
  ...['CENTRE', 'PAYS DE LOIRE', 'BOURGOGNE', 'RHONE', 'AQUITAINE', 'CORSE', ''],
];
/** Accounts that are none, by number. */
const STRANGE: Readonly<Record<number, string>> = {
  50: 'TEST BANQUE',
  100: 'cly est test',
  150: 'CREDIT MUTUEL BRETAGNE - NE PAS UTILISER',
  199: 'NE PA UTILISER (DOUBLON)',
};

/** How many accounts of banks go with so many opportunities. */
export const bankCount = (opportunities: number): number => Math.max(OFFERING_BANKS, Math.floor(opportunities / 50));

/** Account `number`, from 1: a group and a region, the same names again and again. */
export function sampleBank(number: number): SampleRow {
  const name = NAMES[number % NAMES.length] ?? '';
  const region = REGIONS[Math.floor(number / NAMES.length) % REGIONS.length] ?? '';
  return {
    id: madeUpId(BANK_PREFIX, number),
    created_at: instantAt(number * 600),
    name: STRANGE[number] ?? `${name} ${region}`.trim(),
  };
}
