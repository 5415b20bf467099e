/** What borrowers can be told apart by, by its name on the wire. */
export const DIMENSIONS = [
  'banque_principale',
  'deja_souscrit_credit_immo',
  'categorie_professionnelle',
  'contrat_travail',
  'age_band',
  'stage_name',
  'origin',
  'property_use',
  'property_type',
  'project_type',
  'situation',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Those that every profile describes. */
export const DESCRIBED = DIMENSIONS.slice(0, 8);

/** Those that a profile can be narrowed by. */
export const FILTERED = [
  'origin',
  'stage_name',
  'property_type',
  'property_use',
  'project_type',
  'situation',
] as const satisfies readonly Dimension[];

/** The most frequent combinations are those of the first two, three … of these. */
export const COMBINED = [
  'categorie_professionnelle',
  'contrat_travail',
  'deja_souscrit_credit_immo',
  'banque_principale',
  'age_band',
] as const satisfies readonly Dimension[];

/** Amounts in euros. */
export const AMOUNTS = ['revenu_total', 'montant_pret_principal', 'deposit'] as const;
export type Amount = (typeof AMOUNTS)[number];

export const NUMBERS = ['age_emprunteur', ...AMOUNTS] as const;
export type NumberField = (typeof NUMBERS)[number];

/** Months are `YYYY-MM`; a value of an amount is the number of its class, from 1. */
export type Axis = Dimension | Amount | 'month';

export interface Cross {
  readonly rows: Dimension;
  readonly columns: Dimension;
}

export const USUAL_CROSSES: readonly Cross[] = [
  { rows: 'categorie_professionnelle', columns: 'contrat_travail' },
  { rows: 'age_band', columns: 'deja_souscrit_credit_immo' },
];

export const MOST_CROSSES = 3;
