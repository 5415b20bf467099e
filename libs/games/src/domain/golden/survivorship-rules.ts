import { GAME_SOURCES, type GameSourceKey } from '../record/sources';

/** Sources from the one that wins to the one that loses; what is not named comes after. */
export type SourceOrder = readonly GameSourceKey[];

/** Which value of a field wins: by `config/games/survivorship.yaml`, unless others were put in force. */
export interface SurvivorshipRules {
  readonly name: SourceOrder;
  readonly kind: SourceOrder;
  readonly cover: SourceOrder;
  readonly firstRelease: { readonly rule: 'source-order' | 'earliest'; readonly order: SourceOrder };
  readonly releases: SourceOrder;
  readonly rating: SourceOrder;
  readonly criticRating: SourceOrder;
  readonly companies: SourceOrder;
  readonly texts: { readonly order: SourceOrder; readonly leastCharacters: number };
}

export const DEFAULT_RULES: SurvivorshipRules = {
  name: GAME_SOURCES,
  kind: GAME_SOURCES,
  cover: GAME_SOURCES,
  firstRelease: { rule: 'source-order', order: GAME_SOURCES },
  releases: GAME_SOURCES,
  rating: ['igdb', 'sql'],
  criticRating: ['opencritic', 'igdb', 'sql'],
  companies: GAME_SOURCES,
  texts: { order: GAME_SOURCES, leastCharacters: 40 },
};
