import type { MatchRecord, MatchSettings, Review } from './match-record';
import { byKey } from './order';
import { type Apart, worksOf } from './release-works';
import { reviewsOf } from './reviews';
import { similarTitles } from './similar-titles';
import { Standing } from './standing';
import { unknownEditions } from './unknown-editions';

/**
 * Step 5, what people should look at because titles are alike or name an edition that nobody knows: of all these games,
 * each with its records.
 */
export function similarReviews(
  games: readonly (readonly MatchRecord[])[],
  apart: Apart,
  settings: MatchSettings,
): readonly Review[] {
  const standing = new Standing(games);
  const { works } = worksOf(games.flat().sort(byKey), apart);
  const doubts = [...unknownEditions(works, standing, apart), ...similarTitles(works, standing, apart)];
  return reviewsOf(doubts, standing, settings);
}
