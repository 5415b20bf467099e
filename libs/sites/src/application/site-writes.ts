/** Who writes: `account:<id>`, `client:<id>`, `cli` or `anonymous`; never a name or an address. */
export interface Author {
  readonly actor: string;
  readonly requestId: string | null;
}

/**
 * What a write may touch, from least to most: rows of their own, memberships of sites in groups (`links`), or nestings
 * and types of groups (`graph`). Links are made side by side; nothing else happens in the graph while it changes shape.
 */
export type Reach = 'rows' | 'links' | 'graph';

/** What new sites touch. */
export const reachOf = (drafts: readonly { readonly groupIds: readonly number[] | undefined }[]): Reach =>
  drafts.some(({ groupIds = [] }) => groupIds.length > 0) ? 'links' : 'rows';

/**
 * One write: all or nothing, attributed to its author in the history, and run again when another one was in the way (a
 * deadlock, or a named constraint that the rules had not foreseen: they see what the other wrote the next time). After
 * three more times: `platform.database-busy`, or the error that the constraint stands for.
 */
export abstract class SiteWrites {
  abstract run<T>(author: Author, reach: Reach, work: () => Promise<T>): Promise<T>;
  /** The same, judged to the end and undone. */
  abstract rehearse<T>(author: Author, reach: Reach, work: () => Promise<T>): Promise<T>;
}
