import type { Bilingual } from '@hexagone/kernel';

/** Why a record is not taken, by the code of the reason. */
export const OPENCRITIC_MESSAGES: Readonly<Record<string, Bilingual>> = {
  name_missing: { en: 'The game has no name.', fr: 'Le jeu n’a pas de nom.' },
  rating_malformed: { en: 'The rating is no number from 0 to 100.', fr: 'La note n’est pas un nombre de 0 à 100.' },
  contradictory_rows: {
    en: 'Other rows give this game another rating: none of them is taken.',
    fr: 'D’autres lignes donnent une autre note à ce jeu : aucune n’est retenue.',
  },
  not_rated: { en: 'The game is not rated yet.', fr: 'Le jeu n’est pas encore noté.' },
};
