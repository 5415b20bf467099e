import type { Bilingual } from '@hexagone/kernel';
import type { Veto } from '../matching/match-record';

/** Why two records are held for different games. */
export const VETO_WORDS: Readonly<Record<Veto, Bilingual>> = {
  decision: {
    en: 'somebody decided that they are different games',
    fr: 'quelqu’un a décidé que ce sont des jeux différents',
  },
  same_source: {
    en: 'one source has a record of each',
    fr: 'une même source a un enregistrement de chacun',
  },
  variant: {
    en: 'one is a remake or a remaster and the other is not the same one',
    fr: 'l’un est une refonte ou une version remastérisée, l’autre non ou une autre',
  },
  kind: {
    en: 'they are of different kinds (game, add-on, bundle …)',
    fr: 'ils sont de natures différentes (jeu, extension, compilation…)',
  },
  numbers: {
    en: 'their titles have different numbers',
    fr: 'leurs titres ont des numéros différents',
  },
  title_year: {
    en: 'their titles name different years',
    fr: 'leurs titres nomment des années différentes',
  },
  platform_years: {
    en: 'one source has them on one platform more than two years apart',
    fr: 'une même source les a sur une même plateforme à plus de deux ans d’écart',
  },
  component: {
    en: 'records of theirs are held for different games',
    fr: 'certains de leurs enregistrements sont tenus pour des jeux différents',
  },
};
