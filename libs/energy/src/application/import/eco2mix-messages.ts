import type { Bilingual } from '@hexagone/kernel';

/** What people read of each reason for which a record is not taken. */
export const ECO2MIX_MESSAGES: Readonly<Record<string, Bilingual>> = {
  invalid_date: {
    en: 'This is not a day from 1996 to 2099, year first or day first.',
    fr: 'Ce n’est pas un jour de 1996 à 2099, écrit avec l’année ou le jour en premier.',
  },
  invalid_time: {
    en: 'This is not a quarter of an hour of the day.',
    fr: 'Ce n’est pas un quart d’heure de la journée.',
  },
  unknown_area: { en: 'This is not an area of éCO2mix.', fr: 'Ce n’est pas un périmètre d’éCO2mix.' },
  unknown_nature: { en: 'This is not a nature of éCO2mix data.', fr: 'Ce n’est pas une nature de données éCO2mix.' },
  not_an_integer: { en: 'This is not a whole number.', fr: 'Ce n’est pas un nombre entier.' },
  out_of_range: {
    en: 'This is not between {least} and 150000.',
    fr: 'Ce n’est pas compris entre {least} et 150000.',
  },
  in_the_future: {
    en: 'A value measured tomorrow or later cannot be.',
    fr: 'Une valeur mesurée demain ou plus tard ne peut exister.',
  },
  phantom_local_time: {
    en: 'The clock skips this hour in March: whatever is written there was not measured.',
    fr: 'L’horloge saute cette heure en mars : ce qui y est écrit n’a pas été mesuré.',
  },
  not_available: { en: 'Not available, or not applicable.', fr: 'Non disponible, ou sans objet.' },
  blank_quarter: {
    en: 'A quarter of an hour of a half-hourly file.',
    fr: 'Un quart d’heure d’un fichier à la demi-heure.',
  },
  not_yet_published: { en: 'After the last measure of the file.', fr: 'Après la dernière mesure du fichier.' },
  blank: { en: 'No measure at all.', fr: 'Aucune mesure.' },
};
