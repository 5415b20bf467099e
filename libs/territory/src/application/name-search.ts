import type { AreaKind } from '../domain/areas';
import type { NameCandidate, NameQuery } from '../domain/rank-communes';
import type { AreaCriteria } from './area-reads';

export interface PlacedQuery extends NameQuery {
  /** Postal, INSEE and département codes named beside the name. */
  readonly places: readonly string[];
}

/** Names that may be what was meant, before ranking. */
export abstract class NameSearch {
  /**
   * Of the areas under these criteria: every name that begins with the key, the 100 most populated that contain it,
   * the 100 nearest by trigrams; as many of these classes as `widest` asks for. `places` decides what `fits`.
   */
  abstract candidates(kind: AreaKind, query: PlacedQuery, criteria: AreaCriteria): Promise<NameCandidate[]>;

  /** Of the areas under these criteria: every name whose key is as long as the query's, give or take one. */
  abstract ofLikeLength(kind: AreaKind, query: PlacedQuery, criteria: AreaCriteria): Promise<NameCandidate[]>;
}
