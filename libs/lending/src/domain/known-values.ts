/*
 * Values met so far. The lists are open: another value is stored as it is, and counted as unknown.
 */

export const STAGES: ReadonlySet<string> = new Set(['1-Découverte', '2-Qualifiée', '5-Gagnée', '6-Perdue']);

export const BORROWER_CATEGORIES: ReadonlySet<string> = new Set([
  'Salarié du privé',
  'Salarié du public',
  'Dirigeant de société',
  'Retraité',
  'Travailleur indépendant',
  'Profession libérale',
  'Profession libérale médicale',
  "Recherche d'emploi",
  'Autres',
]);

export const BORROWER_CONTRACTS: ReadonlySet<string> = new Set([
  "CDI période d'essai terminée",
  "CDI période d'essai non terminée",
  'CDD',
  'Fonctionnaire ou assimilé',
  'Éducation nationale',
  'Intérimaire',
  'Autres',
  'Multi-employeurs',
  'Intermittent du spectacle',
]);

/** How the export itself writes a borrower's bank; anything else that means one of them is a variant. */
export const MAIN_BANKS: readonly string[] = [
  'CIC',
  'BOURSORAMA BANQUE',
  'BNP PARIBAS',
  'BANQUE POPULAIRE',
  'LCL',
  'CREDIT AGRICOLE',
  'SOCIETE GENERALE',
  "CAISSE D'EPARGNE",
  'CREDIT MUTUEL',
];
