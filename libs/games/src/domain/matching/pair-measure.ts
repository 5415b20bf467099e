/** A record whose true game is known. */
export interface JudgedRecord {
  readonly source: string;
  readonly sourceKey: string;
  readonly truth: string;
  /** Null: it is in no golden game. */
  readonly game: number | null;
}

export interface PairMeasure {
  readonly records: number;
  /** Records that are in no golden game: they count as joined with nothing. */
  readonly absent: number;
  readonly truePairs: number;
  readonly joinedPairs: number;
  readonly rightPairs: number;
  readonly precision: number;
  readonly recall: number;
  /** Recall if a person accepted every right proposal of the review queue. */
  readonly recallWithReviews: number;
  readonly f1: number;
  readonly falseJoins: readonly (readonly [JudgedRecord, JudgedRecord])[];
}

const pairs = (n: number): number => (n * (n - 1)) / 2;

function groups<T>(all: readonly T[], key: (one: T) => string): readonly (readonly T[])[] {
  const found = new Map<string, T[]>();
  for (const one of all) {
    const group = found.get(key(one));
    if (group) group.push(one);
    else found.set(key(one), [one]);
  }
  return [...found.values()];
}

const sum = (of: readonly (readonly unknown[])[]): number => of.reduce((total, { length }) => total + pairs(length), 0);

const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

/** How well pairs of records are told to be one game or not. `reviews`: positions of records under open review. */
export function measurePairs(
  records: readonly JudgedRecord[],
  reviews: readonly (readonly [number, number])[],
): PairMeasure {
  const present = records.filter(({ game }) => game !== null);
  const joined = groups(present, ({ game }) => String(game));
  const [truePairs, joinedPairs] = [sum(groups(records, ({ truth }) => truth)), sum(joined)];
  const right = (games: readonly (number | null)[]): number =>
    sum(
      groups(
        records.map((record, i) => ({ ...record, game: games[i] ?? null })).filter(({ game }) => game !== null),
        ({ game, truth }) => `${String(game)} ${truth}`,
      ),
    );
  const rightPairs = right(records.map(({ game }) => game));
  const [precision, recall] = [share(rightPairs, joinedPairs), share(rightPairs, truePairs)];
  return {
    ...{ records: records.length, absent: records.length - present.length },
    ...{ truePairs, joinedPairs, rightPairs, precision, recall },
    recallWithReviews: share(right(accepted(records, reviews)), truePairs),
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    falseJoins: joined.flatMap((game) => falseOf(game)),
  };
}

function falseOf(game: readonly JudgedRecord[]): readonly (readonly [JudgedRecord, JudgedRecord])[] {
  return game.flatMap((a, i) =>
    game
      .slice(i + 1)
      .filter((b) => a.truth !== b.truth)
      .map((b) => [a, b] as const),
  );
}

/** Games as they would be with every right proposal accepted. */
function accepted(
  records: readonly JudgedRecord[],
  reviews: readonly (readonly [number, number])[],
): readonly (number | null)[] {
  const joinedTo = new Map<number, number>();
  const rootOf = (game: number): number => {
    const next = joinedTo.get(game);
    return next === undefined ? game : rootOf(next);
  };
  for (const [a, b] of reviews) {
    const [one, other] = [records[a], records[b]];
    if (!one || other?.truth !== one.truth || one.game === null || other.game === null) continue;
    const [from, to] = [rootOf(one.game), rootOf(other.game)];
    if (from !== to) joinedTo.set(from, to);
  }
  return records.map(({ game }) => (game === null ? null : rootOf(game)));
}
