import type { GameRating } from '../record/game-record';
import { bySource, type Candidate, candidates } from './candidates';
import type { MemberRecord } from './golden-game';
import type { SurvivorshipRules } from './survivorship-rules';

/** Of 100, two decimals. */
export const normalised = ({ value, scale }: GameRating): number => Math.round((value / scale) * 10_000) / 100;

/** A source that counts no vote has nothing to say. */
export const mayCount = ({ count }: GameRating): boolean => count === null || count >= 1;

export const mayWin = ({ value }: Candidate<GameRating>): boolean => mayCount(value);

const ratingsOf = ({ facts }: MemberRecord, kinds: readonly GameRating['kind'][]): readonly GameRating[] =>
  facts.ratings.filter(({ kind }) => kinds.includes(kind));

/** What players say; those without a vote are there, and never win. */
export const userRatings = (
  members: readonly MemberRecord[],
  { rating }: SurvivorshipRules,
): readonly Candidate<GameRating>[] => candidates(members, (member) => ratingsOf(member, ['users']), bySource(rating));

/** What the press says. */
export const criticRatings = (
  members: readonly MemberRecord[],
  { criticRating }: SurvivorshipRules,
): readonly Candidate<GameRating>[] =>
  candidates(members, (member) => ratingsOf(member, ['critics', 'opencritic']), bySource(criticRating));
