import { Group, WITHOUT_SITES } from '../../../libs/sites/src/domain/group';
import { GroupNotFound } from '../../../libs/sites/src/domain/group.errors';
import { GroupGraph, GroupRepository } from '../../../libs/sites/src/domain/group.repository';
import type { Memory, Pairs } from './memory';

const withId = (id: number, { name, type }: Group): Group => Object.assign(new Group({ name, type }), { id });

export class InMemoryGroupRepository extends GroupRepository {
  constructor(private readonly memory: Memory) {
    super();
  }

  lock(id: number): Promise<Group> {
    const row = this.memory.groups.get(id);
    return row ? Promise.resolve(row.value) : Promise.reject(new GroupNotFound(id));
  }

  find(ids: readonly number[]): Promise<ReadonlyMap<number, Group>> {
    const found = ids.flatMap((id) => {
      const row = this.memory.groups.get(id);
      return row ? [[id, row.value] as const] : [];
    });
    return Promise.resolve(new Map(found));
  }

  add(group: Group): Promise<number> {
    const id = this.memory.nextId('group');
    this.memory.writes++;
    this.memory.groups.set(id, { version: 1, value: withId(id, group) });
    return Promise.resolve(id);
  }

  async replace(id: number, group: Group): Promise<void> {
    const present = await this.lock(id);
    if (present.name === group.name && present.type === group.type) return;
    const version = (this.memory.groups.get(id)?.version ?? 0) + 1;
    this.memory.writes++;
    this.memory.groups.set(id, { version, value: withId(id, group) });
  }

  async remove(id: number): Promise<void> {
    await this.lock(id);
    this.memory.writes++;
    this.memory.groups.delete(id);
    this.memory.links.forget(1, id);
    this.memory.nestings.forget(0, id);
    this.memory.nestings.forget(1, id);
  }

  siteIdsOf(id: number): Promise<readonly number[]> {
    return Promise.resolve(this.memory.links.before(id));
  }

  childIdsOf(id: number): Promise<readonly number[]> {
    return Promise.resolve(this.memory.nestings.after(id));
  }

  link(siteIds: readonly number[], groupIds: readonly number[]): Promise<void> {
    for (const siteId of siteIds) this.pairUp(this.memory.links, siteId, groupIds);
    return Promise.resolve();
  }

  unlink(siteIds: readonly number[], groupIds: readonly number[]): Promise<number> {
    const counts = siteIds.map((siteId) => this.part(this.memory.links, siteId, groupIds));
    return Promise.resolve(counts.reduce((sum, count) => sum + count, 0));
  }

  nest(parentId: number, childIds: readonly number[]): Promise<void> {
    this.pairUp(this.memory.nestings, parentId, childIds);
    return Promise.resolve();
  }

  unnest(parentId: number, childIds: readonly number[]): Promise<number> {
    return Promise.resolve(this.part(this.memory.nestings, parentId, childIds));
  }

  private pairUp(pairs: Pairs, one: number, others: readonly number[]): void {
    this.memory.writes += others.filter((other) => pairs.add(one, other)).length;
  }

  private part(pairs: Pairs, one: number, others: readonly number[]): number {
    const { length } = others.filter((other) => pairs.delete(one, other));
    this.memory.writes += length;
    return length;
  }
}

export class InMemoryGroupGraph extends GroupGraph {
  constructor(private readonly memory: Memory) {
    super();
  }

  findGroup3AtOrAbove(ids: readonly number[]): Promise<number | null> {
    const above = [...this.reached(ids, (id) => this.memory.nestings.before(id)).keys()];
    const closed = above.filter((id) => this.memory.groups.get(id)?.value.type === WITHOUT_SITES);
    return Promise.resolve(closed.length === 0 ? null : Math.min(...closed));
  }

  countSitesAtOrBelow(ids: readonly number[]): Promise<number> {
    const below = [...this.reached(ids, (id) => this.memory.nestings.after(id)).keys()];
    return Promise.resolve(new Set(below.flatMap((id) => this.memory.links.before(id))).size);
  }

  findWayDown(from: readonly number[], to: number): Promise<readonly number[] | null> {
    const cameFrom = this.reached(from, (id) => this.memory.nestings.after(id));
    if (!cameFrom.has(to)) return Promise.resolve(null);
    const path: number[] = [];
    for (let at: number | undefined = to; at !== undefined; at = cameFrom.get(at)) path.unshift(at);
    return Promise.resolve(path);
  }

  /** Every group reached, nearest first, with the one before it on the way. */
  private reached(starts: readonly number[], next: (id: number) => readonly number[]): Map<number, number | undefined> {
    const seen = new Map<number, number | undefined>(starts.map((id) => [id, undefined]));
    for (const id of seen.keys()) for (const other of next(id)) if (!seen.has(other)) seen.set(other, id);
    return seen;
  }
}
