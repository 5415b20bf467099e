import { isReleaseSource } from '../record/sources';
import type { Doubt } from './doubt';
import type { MatchSettings, Review } from './match-record';
import { byKey, textOrder } from './order';
import type { Standing } from './standing';
import { shared } from './vetoes';
import { gapOf } from './work';

/** Doubts that are still open when every record has its game, each once. */
export function reviewsOf(doubts: readonly Doubt[], standing: Standing, settings: MatchSettings): readonly Review[] {
  const open = doubts.filter((doubt) => doubt.confidence >= settings.review && isOpen(doubt, standing));
  const pairs = new Map<string, Doubt>();
  for (const doubt of open.sort(inOrder)) {
    const ids = [doubt.asks.first.id, doubt.candidate?.first.id ?? 0].sort((a, b) => a - b);
    const pair = `${doubt.reason} ${ids.join(' ')}`;
    if (!pairs.has(pair)) pairs.set(pair, doubt);
  }
  return [...pairs.values()].map(reviewOf);
}

const inOrder = (a: Doubt, b: Doubt): number =>
  byKey(a.asks.first, b.asks.first) ||
  textOrder(a.reason, b.reason) ||
  (a.candidate && b.candidate ? byKey(a.candidate.first, b.candidate.first) : 0);

/** A release whose game is found asks no longer whether it is of another; two games that both are ask no more. */
function isOpen({ asks, candidate, reason }: Doubt, standing: Standing): boolean {
  if (candidate === null) return true;
  if (standing.areOne(asks, candidate)) return false;
  if (reason !== 'veto' && reason !== 'late_port') return true;
  const isFound = standing.isKnownTo(candidate.first.source, asks);
  const isTaken = standing.isKnownTo(asks.first.source, candidate);
  if (isReleaseSource(asks.first.source)) return !isFound;
  return reason === 'veto' ? !isFound && !isTaken : !isFound || !isTaken;
}

function reviewOf({ asks, candidate, reason, confidence, similarity, vetoes = [] }: Doubt): Review {
  return {
    record: asks.first.id,
    candidate: candidate?.first.id ?? null,
    reason,
    confidence,
    evidence: {
      ...(similarity === undefined ? {} : { similarity }),
      ...(candidate ? { yearGap: gapOf(asks, candidate) } : {}),
      sharedFamilies: candidate ? shared(asks.families, candidate.families) : [],
      sharedCompanies: candidate ? shared(asks.companyKeys, candidate.companyKeys) : [],
      vetoes,
    },
  };
}
