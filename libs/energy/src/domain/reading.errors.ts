import { problem } from '@hexagone/kernel';

/* What a question about the series can be refused for. One fault alone is a problem of its own. */

export const PARAMETER_MISSING = problem('energy.parameter-missing', 'invalid', {
  en: 'Missing parameter',
  fr: 'Paramètre absent',
});
export const INSTANT_INVALID = problem('energy.instant-invalid', 'invalid', {
  en: 'Invalid date or time',
  fr: 'Date ou heure invalide',
});
export const LOCAL_TIME_NONEXISTENT = problem('energy.local-time-nonexistent', 'invalid', {
  en: 'Local time that does not exist',
  fr: 'Heure locale inexistante',
});
export const START_AFTER_END = problem('energy.start-after-end', 'invalid', {
  en: 'The start comes after the end',
  fr: 'Le début vient après la fin',
});
export const RANGE_EMPTY = problem('energy.range-empty', 'invalid', {
  en: 'Empty range',
  fr: 'Intervalle vide',
});
export const RANGE_TOO_LONG = problem('energy.range-too-long', 'invalid', {
  en: 'Range too long',
  fr: 'Intervalle trop long',
});
export const AREA_UNKNOWN = problem('energy.area-unknown', 'invalid', { en: 'Unknown area', fr: 'Zone inconnue' });
export const RESOLUTION_UNKNOWN = problem('energy.resolution-unknown', 'invalid', {
  en: 'Unknown resolution',
  fr: 'Résolution inconnue',
});
export const UNIT_UNKNOWN = problem('energy.unit-unknown', 'invalid', { en: 'Unknown unit', fr: 'Unité inconnue' });
export const BOUNDS_UNKNOWN = problem('energy.bounds-unknown', 'invalid', {
  en: 'Unknown bounds',
  fr: 'Bornes inconnues',
});
export const NATURE_UNKNOWN = problem('energy.nature-unknown', 'invalid', {
  en: 'Unknown nature',
  fr: 'Nature inconnue',
});
/** Of a path. */
export const AREA_NOT_FOUND = problem('energy.area-not-found', 'not-found', {
  en: 'Unknown area',
  fr: 'Zone inconnue',
});
export const AREA_UNDIVIDED = problem('energy.area-undivided', 'not-found', {
  en: 'An area without parts',
  fr: 'Une zone sans parties',
});
