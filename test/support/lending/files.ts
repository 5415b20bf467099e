import {
  BANK_COLUMNS,
  type Column,
  OPPORTUNITY_COLUMNS,
  PROPOSAL_COLUMNS,
} from '../../../libs/lending/src/domain/columns';
import { suffixOf } from '../../../libs/lending/src/domain/salesforce-id';

/** Cells by header name; the others are blank. */
export type Cells = Readonly<Record<string, string>>;

const textOf = (columns: readonly Column[], rows: readonly Cells[]): string => {
  const names = columns.map(({ source }) => source);
  const lines = rows.map((row) => names.map((name) => quoted(row[name] ?? '')).join(','));
  return [names.join(','), ...lines, ''].join('\n');
};
const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

export const opportunitiesFile = (rows: readonly Cells[]): string => textOf(OPPORTUNITY_COLUMNS, rows);
export const proposalsFile = (rows: readonly Cells[]): string => textOf(PROPOSAL_COLUMNS, rows);
export const banksFile = (rows: readonly Cells[]): string => textOf(BANK_COLUMNS, rows);

/** The 18 characters of the id with that number. */
export function idOf(prefix: '006' | 'a0P' | '001', number: number): string {
  const body = prefix + String(number).padStart(12, '0');
  return body + suffixOf(body);
}

const BANKS = ['', 'CIC', 'BOURSORAMA BANQUE', 'Boursobank', 'CREDIT AGRICOLE', 'Crédit  Agricole'];
const STRANGE_AGES = ['-940.0', '3.0', '144.0', ''];

const category = (i: number): string => {
  if (i <= 36) return 'Salarié du privé';
  if (i <= 51) return 'Salarié du public';
  return i <= 54 ? 'Retraité' : 'Dirigeant de société';
};
function contract(i: number): string {
  if (i <= 34 || i >= 55) return "CDI période d'essai terminée";
  if (i <= 36) return 'CDD';
  return i <= 51 ? 'Fonctionnaire ou assimilé' : '';
}

/** Sixty borrowers whose every figure can be computed by hand. */
export const SIXTY: readonly Cells[] = Array.from({ length: 60 }, (_, at) => {
  const i = at + 1;
  return {
    Id: idOf('006', i),
    CreatedDate: new Date(Date.UTC(2024, 0, 1, 12 * i)).toISOString().slice(0, 19).replace('T', ' '),
    StageName: i % 4 === 0 ? '5-Gagnée' : '6-Perdue',
    Origine__c: 'Web',
    Age_emprunteur__c: i <= 56 ? `${String(20 + ((7 * i) % 41))}.0` : (STRANGE_AGES[i - 57] ?? ''),
    BanquePrincipaleEmp__c: BANKS[i % 6] ?? '',
    Deja_souscrit_credit_immo__c: i % 5 <= 1 ? '1' : '0',
    TechMail_CategorieProfessionnelleEmpru__c: category(i),
    TechMail_ContratDeTravailEmprunteur__c: contract(i),
    TotRev__c: i === 60 ? '0.0' : `${String(1500 + 100 * i)}.0`,
    MontPretPricip__c: `${String(100_000 + 1000 * i)}.0`,
  };
});
