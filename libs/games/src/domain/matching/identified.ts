import type { Decision } from './match-record';
import type { Edge } from './edge';
import type { MatchRecord } from './match-record';
import { byKey, grouped, groupedByEach, repeated } from './order';
import { yearsBetween } from './vetoes';

const edge = (a: MatchRecord, b: MatchRecord, fixed: Pick<Edge, 'step' | 'rule' | 'decision'>): Edge => {
  const [first, second] = byKey(a, b) < 0 ? [a, b] : [b, a];
  return { a: first, b: second, confidence: 1, gap: yearsBetween(a.year, b.year), ...fixed };
};

/** Step 0: what people hold for the same. */
export function decidedEdges(records: readonly MatchRecord[], links: readonly Decision[]): readonly Edge[] {
  const byId = new Map(records.map((record) => [record.id, record]));
  return links.flatMap(({ id, records: [x, y] }) => {
    const [a, b] = [byId.get(x), byId.get(y)];
    return a && b ? [edge(a, b, { step: 0, rule: 'decision', decision: id })] : [];
  });
}

const BY_ID = { step: 1, rule: 'id', decision: null } as const;

/** Step 1: what the sources themselves hold for the same: a common id, an edition or a port of a named record. */
export function identifiedEdges(records: readonly MatchRecord[]): readonly Edge[] {
  const edges: Edge[] = [];
  const linked = records.filter(({ editionOf, portOf }) => editionOf !== null || portOf !== null);
  const keys = new Set(linked.flatMap(({ editionOf, portOf }) => [editionOf, portOf]));
  const named = grouped(
    records.filter(({ sourceKey }) => keys.has(sourceKey)),
    ({ sourceKey }) => sourceKey,
  );
  for (const record of linked)
    for (const key of [record.editionOf, record.portOf]) {
      const base = key === null ? undefined : named.get(key)?.find(({ source }) => source === record.source);
      if (base && base !== record) edges.push(edge(base, record, BY_ID));
    }
  const shared = repeated(records, ({ externalIds }) => externalIds);
  for (const group of groupedByEach(records, (record) => record.externalIds.filter((id) => shared.has(id))).values())
    for (const [i, record] of group.entries()) {
      const others = group.slice(i + 1).filter((other) => other.source !== record.source);
      edges.push(...others.map((other) => edge(record, other, BY_ID)));
    }
  return edges;
}
