import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { In, type Repository } from 'typeorm';
import { Group } from '../../domain/group';
import { GroupNotFound } from '../../domain/group.errors';
import { GroupRepository } from '../../domain/group.repository';
import { groupChildSchema, siteGroupSchema } from './group.schema';

/** In one order for all, so that two writers wait for each other instead of dying of it. */
const LINK = `
  INSERT INTO site_groups (site_id, group_id)
  SELECT s, g FROM unnest($1::integer[]) s, unnest($2::integer[]) g ORDER BY s, g
  ON CONFLICT DO NOTHING`;
const NEST = `
  INSERT INTO group_children (parent_id, child_id)
  SELECT $1, c FROM unnest($2::integer[]) c ORDER BY c
  ON CONFLICT DO NOTHING`;

@Injectable()
export class TypeOrmGroupRepository extends GroupRepository {
  constructor(private readonly database: Database) {
    super();
  }

  async lock(id: number): Promise<Group> {
    const group = await this.groups.findOne({ where: { id }, lock: { mode: 'for_no_key_update' } });
    if (!group) throw new GroupNotFound(id);
    return group;
  }

  async find(ids: readonly number[]): Promise<ReadonlyMap<number, Group>> {
    const groups = await this.groups.findBy({ id: In(ids) });
    return new Map(groups.map((group) => [group.id, group]));
  }

  async add({ name, type }: Group): Promise<number> {
    const { identifiers } = await this.groups.insert({ name, type });
    return (identifiers[0] as { id: number }).id;
  }

  /** An update that names `type` takes the graph for itself, after the row: only where the type changes. */
  async replace(id: number, { name, type }: Group): Promise<void> {
    const present = await this.groups.findOneBy({ id });
    const changes = { ...(present?.name !== name && { name }), ...(present?.type !== type && { type }) };
    if (Object.keys(changes).length > 0) await this.groups.update({ id }, changes);
  }

  async remove(id: number): Promise<void> {
    const { affected } = await this.groups.delete({ id });
    if (!affected) throw new GroupNotFound(id);
  }

  async siteIdsOf(id: number): Promise<readonly number[]> {
    const links = await this.database.table(siteGroupSchema).find({ where: { groupId: id }, order: { siteId: 'ASC' } });
    return links.map(({ siteId }) => siteId);
  }

  async childIdsOf(id: number): Promise<readonly number[]> {
    const nestings = await this.database
      .table(groupChildSchema)
      .find({ where: { parentId: id }, order: { childId: 'ASC' } });
    return nestings.map(({ childId }) => childId);
  }

  async link(siteIds: readonly number[], groupIds: readonly number[]): Promise<void> {
    await this.database.query(LINK, [siteIds, groupIds]);
  }

  async unlink(siteIds: readonly number[], groupIds: readonly number[]): Promise<number> {
    const links = this.database.table(siteGroupSchema);
    const { affected } = await links.delete({ siteId: In(siteIds), groupId: In(groupIds) });
    return affected ?? 0;
  }

  async nest(parentId: number, childIds: readonly number[]): Promise<void> {
    await this.database.query(NEST, [parentId, childIds]);
  }

  async unnest(parentId: number, childIds: readonly number[]): Promise<number> {
    const { affected } = await this.database.table(groupChildSchema).delete({ parentId, childId: In(childIds) });
    return affected ?? 0;
  }

  private get groups(): Repository<Group> {
    return this.database.table(Group);
  }
}
