/** Beginnings of keys that mean a bank group; the first that fits, up to the end of a word, is the group. */
export interface BankAlias {
  readonly group: string;
  /** A regular expression without anchors. */
  readonly pattern: string;
}

export const BANK_ALIASES: readonly BankAlias[] = Object.entries({
  BOURSOBANK: 'BOURSOBANK|BOURSORAMA',
  LCL: 'LCL|(LE )?CREDIT LYONNAIS',
  'CREDIT AGRICOLE': 'CREDIT? AGRICOLE|CA|CRCAM',
  "CAISSE D'EPARGNE": 'CAISSE D ?EPARGNE|CE',
  'BANQUE POPULAIRE': 'BANQUE POPULAIRE|BP|BRED|CASDEN|CREDIT (COOPERATIF|MARITIME)',
  'BNP PARIBAS': 'BNP ?PARIBAS|BNP|HELLO BANK',
  'SOCIETE GENERALE': 'S(OCIE)?TE GENERALE|SG',
  'CREDIT DU NORD':
    'CREDIT DU NORD|BANQUE (COURTOIS|KOLB|LAYDERNIER|NUGER|RHONE ALPES|TARNEAUD)|SOCIETE MARSEILLAISE DE CREDIT|SMC',
  CIC: 'CIC',
  HSBC: 'HSBC',
  'CREDIT MUTUEL': '(CAISSE (FEDERALE )?D[EU] )?CREDIT MUTUEL|CM',
  'LA BANQUE POSTALE': '(LA )?BANQUE POSTALE',
  'BANQUE PALATINE': '(BANQUE )?PALATINE',
  'CREDIT FONCIER': '(GROUPE )?CREDIT FONCIER',
  'CREDIT IMMOBILIER DE FRANCE': 'CREDIT IMMOBILIER DE FRANCE|CIF',
}).map(([group, pattern]) => ({ group, pattern }));

/** A bank's name as it is compared: capitals without accents or ligatures, words between single spaces. */
export const bankKey = (name: string): string =>
  name
    .replace(/œ/gi, 'oe')
    .replace(/æ/gi, 'ae')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim();

/** Which group a key belongs to, by these aliases; null: to none. */
export function bankGroups(aliases: readonly BankAlias[] = BANK_ALIASES): (key: string) => string | null {
  const known = aliases.map(({ group, pattern }) => ({ group, start: new RegExp(`^(?:${pattern})(?= |$)`) }));
  return (key) => known.find(({ start }) => start.test(key))?.group ?? null;
}

export type BankStatus = 'active' | 'retired' | 'test';

const RETIRED = /\bNE (?:PAS?|PLUS) UTILISER\b|\bDOUBLON\b|\bINACTIF\b/;
const TEST = /^TEST\b|\bTEST$/;

/** What the name of an account tells of it. */
export const bankStatus = (key: string): BankStatus =>
  RETIRED.test(key) ? 'retired' : TEST.test(key) ? 'test' : 'active';
