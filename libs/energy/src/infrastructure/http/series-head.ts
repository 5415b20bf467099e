import type { Freshness } from '@hexagone/ingestion';
import type { SlotFacts, Window } from '../../application/load-reads';
import type { Area } from '../../domain/areas';
import { coverageOf, type Unit } from '../../domain/figures';
import { type Gap, gapsOf } from '../../domain/gaps';
import { writtenInParis } from '../../domain/paris-time';
import type { Resolution } from '../../domain/resolution';
import { type SlotRange, slotsIn } from '../../domain/slot-range';

export interface SeriesQuestion extends Window {
  readonly unit: Unit;
  readonly resolution: Resolution;
}

export interface Told {
  readonly facts: SlotFacts;
  readonly freshness: Freshness;
}

const RTE = { publisher: 'RTE', licence: 'Licence Ouverte 2.0', attribution: 'Source : RTE, éCO2mix' };

/** Made-up data must never pass for RTE's. */
const HEXAGONE = { publisher: 'Hexagone', attribution: 'Données synthétiques, produites par Hexagone et non par RTE' };

export const sourceOf = (synthetic: boolean): object => ({
  name: 'éCO2mix',
  ...(synthetic ? HEXAGONE : RTE),
  synthetic,
});

export const freshnessOf = ({
  facts: { lastPointAt },
  freshness,
}: {
  readonly facts: Pick<SlotFacts, 'lastPointAt'>;
  readonly freshness: Freshness;
}): object => ({
  generation: freshness.generation,
  run_id: freshness.runId,
  published_at: freshness.publishedAt,
  last_point_at: lastPointAt === null ? null : writtenInParis(lastPointAt),
});

export const rangeHead = ({ start, end, bounds }: SlotRange): object => ({
  start: writtenInParis(start),
  end: writtenInParis(end),
  bounds,
});

/** How many slots of the range have a value. */
export function countsOf(range: SlotRange, { count, natures }: SlotFacts): object {
  const expected = slotsIn(range);
  return { count, expected, coverage: coverageOf(count, expected), natures };
}

export const headOf = (question: SeriesQuestion, told: Told): object => ({
  unit: question.unit,
  area: areaCode(question.area),
  resolution: question.resolution,
  timezone: 'Europe/Paris',
  ...rangeHead(question.range),
  ...countsOf(question.range, told.facts),
  freshness: freshnessOf(told),
  source: sourceOf(told.facts.synthetic),
});

const areaCode = ({ code }: Area): string => code;

export const writtenGap = ({ from, to, slots, reason }: Gap): object => ({
  from: writtenInParis(from),
  to: writtenInParis(to),
  slots,
  reason,
});

/** The missing runs, where they were asked for. */
export const toldGaps = ({ absences }: SlotFacts, range: SlotRange): Gap[] | undefined =>
  absences && gapsOf(absences, range);
