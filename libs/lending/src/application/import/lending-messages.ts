import type { Bilingual } from '@hexagone/kernel';

/** What people read of each reason for which a record is not taken. */
export const LENDING_MESSAGES: Readonly<Record<string, Bilingual>> = {
  missing: {
    en: 'The cell is blank where a value is needed.',
    fr: 'La cellule est vide alors qu’une valeur est nécessaire.',
  },
  malformed_id: {
    en: 'This is not a Salesforce id of this kind, with its exact check characters.',
    fr: 'Ce n’est pas un identifiant Salesforce de ce type, avec ses caractères de contrôle exacts.',
  },
  not_of_its_type: {
    en: 'The cell does not hold what its column holds.',
    fr: 'La cellule ne contient pas ce que contient sa colonne.',
  },
  out_of_range: {
    en: 'The number is beyond what its column holds.',
    fr: 'Le nombre dépasse ce que contient sa colonne.',
  },
};
