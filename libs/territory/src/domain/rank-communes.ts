import { editDistance } from '@hexagone/kernel';

/** Where a name comes from; only `official` names take part in an exact match. */
type NameKind = 'official' | 'delegated' | 'associated' | 'former' | 'postal_label' | 'locality';

/** The widest class of match that is wanted: each includes those before it, `fuzzy` includes all. */
export const WIDTHS = ['exact', 'prefix', 'fuzzy'] as const;
export type Width = (typeof WIDTHS)[number];

type NameMatch = 'exact' | 'prefix' | 'fuzzy' | 'contains' | 'similar';

/** One name of one commune that may be what was meant. */
export interface NameCandidate {
  /** What the name belongs to: a code, followed by a type where codes are not unique. */
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly kind: NameKind;
  readonly population: number | null;
  /** Trigram similarity of the keys, 0 to 1. */
  readonly similarity: number;
  /** A postal, INSEE or département code given beside the name is one of the commune's. */
  readonly fits: boolean;
}

export interface NameQuery {
  readonly name: string;
  readonly key: string;
  readonly widest: Width;
  /** Weighs the population twice. */
  readonly boostPopulation: boolean;
  /** Nothing else answered: one error is forgiven in a short word too. */
  readonly lastResort?: boolean;
}

/** From this length on, the ranking forgives an error by itself or finds something similar. */
export const SHORT_KEY = 5;

export interface RankedCommune {
  readonly id: string;
  readonly score: number;
  readonly how: NameMatch;
  readonly kind: NameKind;
  readonly name: string;
  readonly key: string;
  readonly population: number;
}

/** One row per commune, by its best name; best first, then the most populated, then by code. */
export function rankCommunes(query: NameQuery, candidates: Iterable<NameCandidate>): RankedCommune[] {
  const best = new Map<string, RankedCommune>();
  const spelling = withoutCase(query.name);
  for (const candidate of candidates) {
    const match = closeness(query, spelling, candidate);
    if (!match) continue;
    const population = candidate.population ?? 0;
    const score = match.score + bonus(query, candidate, population);
    const { id, kind, name, key } = candidate;
    if (score > (best.get(id)?.score ?? -Infinity)) {
      best.set(id, { id, score, how: match.how, kind, name, key, population });
    }
  }
  return [...best.values()].sort((a, b) => b.score - a.score || b.population - a.population || (a.id < b.id ? -1 : 1));
}

function bonus(query: NameQuery, { kind, fits }: NameCandidate, population: number): number {
  const unofficial = kind === 'official' ? 0 : kind === 'locality' ? 0.6 : 0.35;
  return Math.log10(1 + population) / (query.boostPopulation ? 10 : 20) + (fits ? 1 : 0) - unofficial;
}

function closeness(
  { key, widest, lastResort }: NameQuery,
  spelling: string,
  candidate: NameCandidate,
): { score: number; how: NameMatch } | null {
  if (candidate.key === key) {
    if (widest === 'exact' && candidate.kind !== 'official') return null;
    return { how: 'exact', score: withoutCase(candidate.name) === spelling ? 4.7 : 4 };
  }
  if (widest === 'exact') return null;
  if (candidate.key.startsWith(key)) return { how: 'prefix', score: 2.2 + key.length / candidate.key.length };
  if (widest === 'prefix') return null;
  const errors = key.length >= 8 ? 2 : key.length >= 4 || lastResort ? 1 : 0;
  const distance = editDistance(key, candidate.key, errors);
  if (distance <= errors) return { how: 'fuzzy', score: 2.1 - 0.2 * distance };
  if (key.length >= 3 && candidate.key.includes(key)) return { how: 'contains', score: 1.4 };
  return candidate.similarity >= 0.35 ? { how: 'similar', score: candidate.similarity } : null;
}

const withoutCase = (name: string): string =>
  name.normalize('NFC').toLocaleLowerCase('fr-FR').replaceAll('’', "'").trim();
