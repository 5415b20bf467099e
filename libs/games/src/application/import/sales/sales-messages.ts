import type { Bilingual } from '@hexagone/kernel';

/** Why a record is not taken, by the code of the reason. */
export const SALES_MESSAGES: Readonly<Record<string, Bilingual>> = {
  name_missing: { en: 'The game has no name.', fr: 'Le jeu n’a pas de nom.' },
  platform_missing: { en: 'The platform is missing.', fr: 'La plateforme manque.' },
  year_malformed: {
    en: 'This is neither a year from 1950 to 2100, nor N/A.',
    fr: 'Ce n’est ni une année de 1950 à 2100, ni N/A.',
  },
  figure_malformed: {
    en: 'This is not a number of millions of copies, with a decimal point.',
    fr: 'Ce n’est pas un nombre de millions d’exemplaires, avec un point décimal.',
  },
};
