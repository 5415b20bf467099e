import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { WITHOUT_SITES } from '../../domain/group';
import { GroupGraph } from '../../domain/group.repository';

// UNION on ids visits each group once, however many ways lead to it; OFFSET 0 keeps each step a look-up by index.
const UP = `
  WITH RECURSIVE up(id) AS (
    SELECT unnest($1::integer[])
    UNION SELECT e.parent_id FROM up, LATERAL (SELECT parent_id FROM group_children WHERE child_id = up.id OFFSET 0) e)`;
const GROUP3_ABOVE = `${UP}
  SELECT min(up.id) AS id FROM up, LATERAL (SELECT type FROM groups WHERE id = up.id OFFSET 0) g WHERE g.type = $2`;
const SITES_BELOW = `
  WITH RECURSIVE down(id) AS (
    SELECT unnest($1::integer[])
    UNION SELECT e.child_id FROM down, LATERAL (SELECT child_id FROM group_children WHERE parent_id = down.id OFFSET 0) e)
  SELECT count(DISTINCT s.site_id)::integer AS count
  FROM down, LATERAL (SELECT site_id FROM site_groups WHERE group_id = down.id OFFSET 0) s`;
const NESTINGS_ABOVE = `${UP}
  SELECT e.parent_id, array_agg(up.id ORDER BY up.id) AS child_ids
  FROM up, LATERAL (SELECT parent_id FROM group_children WHERE child_id = up.id OFFSET 0) e
  WHERE EXISTS (SELECT FROM up WHERE id = ANY ($2::integer[])) GROUP BY e.parent_id`;

interface Nestings {
  readonly parent_id: number;
  readonly child_ids: readonly number[];
}

@Injectable()
export class SqlGroupGraph extends GroupGraph {
  constructor(private readonly database: Database) {
    super();
  }

  async findGroup3AtOrAbove(ids: readonly number[]): Promise<number | null> {
    const { rows } = await this.database.query<{ id: number | null }>(GROUP3_ABOVE, [ids, WITHOUT_SITES]);
    return rows[0]?.id ?? null;
  }

  async countSitesAtOrBelow(ids: readonly number[]): Promise<number> {
    const { rows } = await this.database.query<{ count: number }>(SITES_BELOW, [ids]);
    return rows[0]?.count ?? 0;
  }

  async findWayDown(from: readonly number[], to: number): Promise<readonly number[] | null> {
    if (from.includes(to)) return [to];
    const { rows } = await this.database.query<Nestings>(NESTINGS_ABOVE, [[to], from]);
    return shortestWay(rows, from, to);
  }
}

/** Level by level from the starts; a group is reached by the first way that leads to it. */
function shortestWay(nestings: readonly Nestings[], from: readonly number[], to: number): readonly number[] | null {
  const below = new Map(nestings.map(({ parent_id, child_ids }) => [parent_id, child_ids]));
  const parents = new Map<number, number | undefined>(from.map((id) => [id, undefined]));
  for (const id of parents.keys()) {
    for (const child of below.get(id) ?? []) if (!parents.has(child)) parents.set(child, id);
  }
  const way: number[] = [];
  for (let id: number | undefined = to; id !== undefined; id = parents.get(id)) way.unshift(id);
  return parents.has(to) ? way : null;
}
