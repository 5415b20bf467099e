import type { Terms } from '../item-reads';

export const DEMO_TERMS: Terms = { author: { actor: 'cli', requestId: null } };

/** Ids of sites or groups by name; of several that bear one name, the lowest. */
export type Ids = Map<string, number>;

export function idOf(ids: Ids, name: string): number {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`${name} was neither found nor made`);
  return id;
}
