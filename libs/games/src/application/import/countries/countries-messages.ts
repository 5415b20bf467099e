import type { Bilingual } from '@hexagone/kernel';

/** Why a record is not taken, by the code of the reason. */
export const COUNTRIES_MESSAGES: Readonly<Record<string, Bilingual>> = {
  header: { en: 'Header of the file.', fr: 'En-tête du fichier.' },
  no_code: { en: 'A territory without a numeric code.', fr: 'Territoire sans code numérique.' },
  text_missing: { en: 'The text is missing.', fr: 'Le texte manque.' },
  code_malformed: {
    en: 'A numeric code of ISO 3166-1 has one to three digits.',
    fr: 'Un code numérique ISO 3166-1 a un à trois chiffres.',
  },
  name_missing: { en: 'The country has no name.', fr: 'Le pays n’a pas de nom.' },
  point_malformed: {
    en: 'This is not "latitude, longitude" in degrees.',
    fr: 'Ce n’est pas « latitude, longitude » en degrés.',
  },
};
