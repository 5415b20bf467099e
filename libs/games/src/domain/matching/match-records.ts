import { acrossFindings } from './across';
import { decided } from './decided';
import { type Doubt, doubtBetween } from './doubt';
import { byStrength, type Edge } from './edge';
import { editionFindings } from './editions';
import { Forest } from './forest';
import { decidedEdges, identifiedEdges } from './identified';
import {
  BY_FIRST_WORD,
  type Decision,
  type MatchRecord,
  type Matching,
  type MatchSettings,
  type Surroundings,
} from './match-record';
import { clusterOf, inOrder } from './members';
import { grouped } from './order';
import { type Apart, worksOf, type Works } from './release-works';
import { reviewsOf } from './reviews';
import { firstWordOf } from './same-beginnings';
import { similarTitles } from './similar-titles';
import { Standing } from './standing';
import { unknownEditions } from './unknown-editions';
import { yearsBetween } from './vetoes';
import { type Work, workOf } from './work';

const NOTHING_AROUND: Surroundings = { neighbours: [], firstWords: new Set() };

/**
 * Which records are one game, and what people should look at. Neither the order of records nor their ids matter.
 *
 * Of a part of all records it answers the same as of all, as long as nothing outside shares a key, an id, a link or a
 * decision with anything inside. Titles that are merely alike reach further: neighbours are records outside that may
 * be alike; they stay where they are. A review about two of them is told only where it hangs on a first word of which
 * all is known.
 */
export function matchRecords(
  records: readonly MatchRecord[],
  decisions: readonly Decision[],
  settings: MatchSettings,
  around: Surroundings = NOTHING_AROUND,
): Matching {
  const { links, apart } = decided(decisions);
  const works = worksOf(records, apart);
  const forest = new Forest(records, apart, works.works);
  const found = [editionFindings(works.works, apart), acrossFindings(works.works, apart)];
  const given = [...decidedEdges(records, links), ...identifiedEdges(records), ...works.works.flatMap(workEdges)];
  const edges = [...given, ...found.flatMap((findings) => findings.edges)].sort(byStrength);
  const doubts = [
    ...ownDoubts(works),
    ...found.flatMap((findings) => findings.doubts),
    ...grow(edges, forest, settings),
  ];
  const games = inOrder(forest.all());
  const others = [...grouped(around.neighbours, ({ game }) => game).values()].map((game) =>
    game.map(({ record }) => record),
  );
  const standing = new Standing([...games, ...others]);
  const similar = similarDoubts([...works.works, ...worksOf(others.flat(), apart).works], standing, apart);
  return {
    clusters: games.map((game) => clusterOf(game, forest)),
    reviews: reviewsOf([...doubts, ...similar.filter(isTold(records, around))], standing, settings),
  };
}

/** Doubts about these records, and those that hang on a first word of which all is known. */
function isTold(records: readonly MatchRecord[], { neighbours, firstWords }: Surroundings): (doubt: Doubt) => boolean {
  if (neighbours.length === 0) return () => true;
  const inside = new Set(records);
  return ({ asks: { first }, candidate, reason }) =>
    inside.has(first) ||
    (candidate !== null && inside.has(candidate.first)) ||
    (BY_FIRST_WORD.includes(reason) && firstWords.has(firstWordOf(first.key)));
}

const similarDoubts = (works: readonly Work[], standing: Standing, apart: Apart): readonly Doubt[] => [
  ...unknownEditions(works, standing, apart),
  ...similarTitles(works, standing, apart),
];

const workEdges = ({ rows }: Work): readonly Edge[] =>
  rows.slice(1).map((b, i) => {
    const a = rows[i] ?? b;
    return { a, b, step: 2, rule: 'work', confidence: 0.99, gap: yearsBetween(a.year, b.year), decision: null };
  });

/** Joins what is certain enough and not vetoed; the rest is for people. */
function grow(edges: readonly Edge[], forest: Forest, settings: MatchSettings): readonly Doubt[] {
  return edges.flatMap((edge) => {
    const { confidence } = edge;
    const isSure = confidence >= settings.automatic;
    const vetoes = isSure ? forest.join(edge) : [];
    if (isSure && (vetoes.length === 0 || vetoes.includes('decision'))) return [];
    const [a, b] = [workOf([edge.a]), workOf([edge.b])];
    return [
      doubtBetween(a, b, isSure ? { reason: 'veto', confidence: 0.8, vetoes } : { reason: 'unsure', confidence }),
    ];
  });
}

/** Rows that could be of several works; titles that name two games. */
const ownDoubts = ({ works, undated }: Works): readonly Doubt[] => [
  ...undated.map(([row, candidate]): Doubt => {
    return { asks: workOf([row]), candidate, reason: 'ambiguous_year', confidence: 0.8 };
  }),
  ...works
    .filter(({ rows }) => rows.some(({ composite }) => composite))
    .map((asks): Doubt => ({ asks, candidate: null, reason: 'composite_title', confidence: 0.75 })),
];
