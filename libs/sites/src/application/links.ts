/** A site in a group. `owner`: the side that the caller comes from, whose item the terms are about. */
export interface Link {
  readonly siteId: number;
  readonly groupId: number;
  readonly owner: 'site' | 'group';
}

/** A group in a group; the terms are about the parent. */
export interface Nesting {
  readonly parentId: number;
  readonly childId: number;
}
