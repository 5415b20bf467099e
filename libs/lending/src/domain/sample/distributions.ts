import type { Inverse, Shares } from './evenly';

/* What is published of borrowers, by share. */

export const AGES: Inverse = [
  [0, 18],
  [0.05, 23],
  [0.25, 29.5],
  [0.5, 36.5],
  [0.75, 44.5],
  [0.95, 55],
  [0.99, 67],
  [1, 80],
];

/** Monthly, in euros. */
export const REVENUES: Inverse = [
  [0, 600],
  [0.05, 1600],
  [0.25, 2700],
  [0.5, 3833.33],
  [0.75, 5300],
  [0.95, 9500],
  [0.99, 18_000],
  [1, 60_000],
];

export const CATEGORIES: Shares = [
  ['Salarié du privé', 72.2],
  ['Salarié du public', 15.5],
  ['Dirigeant de société', 2.8],
  ['Retraité', 2.4],
  ['Travailleur indépendant', 1.6],
  ['Profession libérale', 1.5],
  ['Profession libérale médicale', 1.4],
  ["Recherche d'emploi", 1.3],
  ['Autres', 1.3],
];

/** Other categories have no contract of employment. */
export const CONTRACTS: Readonly<Record<string, Shares>> = {
  'Salarié du privé': [
    ["CDI période d'essai terminée", 95.85],
    ["CDI période d'essai non terminée", 1.7],
    ['CDD', 1.6],
    ['Intérimaire', 0.73],
    ['Autres', 0.12],
  ],
  'Salarié du public': [
    ['Fonctionnaire ou assimilé', 80.9],
    ['Éducation nationale', 13],
    ['CDD', 3.3],
    ["CDI période d'essai terminée", 1.3],
    ['Autres', 0.9],
    ['Multi-employeurs', 0.3],
    ['Intermittent du spectacle', 0.3],
  ],
};

/* The rest is plausible, and nothing more. */

export const MAIN_BANK_SHARES: Shares = [
  ['CREDIT AGRICOLE', 22],
  ["CAISSE D'EPARGNE", 15],
  ['CREDIT MUTUEL', 13],
  ['BNP PARIBAS', 12],
  ['BANQUE POPULAIRE', 10],
  ['SOCIETE GENERALE', 9],
  ['LCL', 8],
  ['CIC', 6],
  ['BOURSORAMA BANQUE', 5],
];

export const MISSPELT_BANKS = [
  'Boursobank',
  'boursorama  banque',
  'Crédit Agricole',
  'Caisse d’Epargne',
  'Sté Générale',
] as const;

export const STAGE_SHARES: Shares = [
  ['6-Perdue', 83],
  ['2-Qualifiée', 9],
  ['1-Découverte', 4.5],
  ['5-Gagnée', 3.5],
];
export const SITUATIONS: Shares = [
  ['Locataire', 54],
  ['Propriétaire', 34],
  ['Hébergé à titre gratuit', 12],
];
export const ORIGINS: Shares = [
  ['Web', 71],
  ["Web Calcul d'Enveloppe", 21],
  ['Franchise', 8],
];
export const PROPERTY_TYPES: Shares = [
  ['Maison', 51],
  ['Appartement', 45],
  ['Autres', 4],
];
export const PROJECT_TYPES: Shares = [
  ['Acquisition', 81],
  ['Acquisition+travaux', 19],
];
export const PROPERTY_USES: Shares = [
  ['Résidence principale', 86],
  ['Investissement locatif', 13],
  ['Usage mixte du bien', 1],
];
export const REFERRERS: Shares = [
  ['MTX', 70],
  ['MTX_MOBILE', 20],
  ['MTX_ESPACE_CLIENT', 6],
  ['MTX_NEWSLETTER_231018', 2],
  ['PARTENAIRE_IFRAME_MONEYVOX', 2],
];

export const PRINCIPALS: Inverse = [
  [0, 20_000],
  [0.05, 70_000],
  [0.25, 140_000],
  [0.5, 205_000],
  [0.75, 290_000],
  [0.95, 470_000],
  [1, 1_200_000],
];
export const DEPOSITS: Inverse = [
  [0, 0],
  [0.15, 5000],
  [0.5, 25_000],
  [0.85, 80_000],
  [0.98, 250_000],
  [1, 600_000],
];
export const RATES: Inverse = [
  [0, 3.1],
  [0.25, 3.85],
  [0.5, 4.1],
  [0.75, 4.35],
  [1, 5.2],
];
export const INSURANCE_RATES: Inverse = [
  [0, 0.08],
  [0.5, 0.28],
  [1, 0.52],
];
