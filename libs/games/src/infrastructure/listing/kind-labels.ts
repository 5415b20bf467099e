import type { Bilingual } from '@hexagone/kernel';
import type { GameKind } from '../../domain/record/game-kind';

export const KIND_LABELS: Readonly<Record<GameKind, Bilingual>> = {
  game: { en: 'Game', fr: 'Jeu' },
  dlc: { en: 'Downloadable content', fr: 'Contenu téléchargeable' },
  expansion: { en: 'Expansion', fr: 'Extension' },
  bundle: { en: 'Bundle', fr: 'Compilation' },
  standalone_expansion: { en: 'Stand-alone expansion', fr: 'Extension autonome' },
  mod: { en: 'Mod', fr: 'Mod' },
  episode: { en: 'Episode', fr: 'Épisode' },
  season: { en: 'Season', fr: 'Saison' },
  remake: { en: 'Remake', fr: 'Refonte' },
  remaster: { en: 'Remaster', fr: 'Version remastérisée' },
  expanded_game: { en: 'Expanded game', fr: 'Version augmentée' },
  port: { en: 'Port', fr: 'Portage' },
  fork: { en: 'Fork', fr: 'Variante' },
  pack: { en: 'Pack', fr: 'Pack' },
  update: { en: 'Update', fr: 'Mise à jour' },
};
