import type { Bilingual } from '@hexagone/kernel';
import type { IgdbFault } from '../../../domain/igdb/igdb-game';

export const IGDB_MESSAGES: Readonly<Record<IgdbFault['code'], Bilingual>> = {
  id_malformed: { en: 'The id is no positive whole number.', fr: 'L’identifiant n’est pas un entier positif.' },
  name_missing: { en: 'The game has no name.', fr: 'Le jeu n’a pas de nom.' },
  game_type_unknown: { en: 'The type of game is unknown.', fr: 'Le type de jeu est inconnu.' },
  date_malformed: {
    en: 'The date is no instant in the years 1 to 9999.',
    fr: 'La date n’est pas un instant des années 1 à 9999.',
  },
  rating_malformed: { en: 'The rating is no number from 0 to 100.', fr: 'La note n’est pas un nombre de 0 à 100.' },
};
