/** Least cosine of a game that a query is said to describe: GAMES_SEMANTIC_MIN. */
export abstract class SemanticFloor {
  abstract readonly cosine: number;
}
