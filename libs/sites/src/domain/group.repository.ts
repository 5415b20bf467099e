import type { Group } from './group';

/** Groups, and which sites and groups they hold. Everything here takes part in the write in progress. */
export abstract class GroupRepository {
  /** The group, which nobody else changes until this write ends; throws GroupNotFound. */
  abstract lock(id: number): Promise<Group>;
  /** Of these ids, those that are groups, by id. */
  abstract find(ids: readonly number[]): Promise<ReadonlyMap<number, Group>>;
  abstract add(group: Group): Promise<number>;
  /** Stores `group` in the place of the one with that id. Writes nothing if nothing differs. */
  abstract replace(id: number, group: Group): Promise<void>;
  /** Detaches its sites, children and parents, which all live on; throws GroupNotFound. */
  abstract remove(id: number): Promise<void>;

  /** In ascending order. */
  abstract siteIdsOf(id: number): Promise<readonly number[]>;
  abstract childIdsOf(id: number): Promise<readonly number[]>;
  /** Sites into groups, every one into every one; those that are there already stay as they are. */
  abstract link(siteIds: readonly number[], groupIds: readonly number[]): Promise<void>;
  /** How many links there were. */
  abstract unlink(siteIds: readonly number[], groupIds: readonly number[]): Promise<number>;
  /** Groups into a group; those that are there already stay as they are. */
  abstract nest(parentId: number, childIds: readonly number[]): Promise<void>;
  /** How many nestings there were. */
  abstract unnest(parentId: number, childIds: readonly number[]): Promise<number>;
}

/** Questions about the graph of groups, whatever its depth. A group is at and above, and at and below, itself. */
export abstract class GroupGraph {
  /** The lowest id of a group that takes no site (group3), at or above any of these groups. */
  abstract findGroup3AtOrAbove(ids: readonly number[]): Promise<number | null>;
  /** Distinct sites held at or below any of these groups. */
  abstract countSitesAtOrBelow(ids: readonly number[]): Promise<number>;
  /** A shortest way down from one of these groups to another, both included; null when there is none. */
  abstract findWayDown(from: readonly number[], to: number): Promise<readonly number[] | null>;
}
