import type { Day } from '@hexagone/kernel';
import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { Repository } from 'typeorm';
import { Countries } from '../../domain/countries';
import { Site } from '../../domain/site';
import { SiteNotFound } from '../../domain/site.errors';
import { SiteRepository } from '../../domain/site.repository';
import { siteGroupSchema } from './group.schema';
import { SiteRows } from './site-rows';

const ON_DAY = 'SELECT id FROM sites WHERE installation_date = $1 AND country = $2 AND id <> $3 ORDER BY id LIMIT 1';
const DAYS_TAKEN =
  'SELECT DISTINCT installation_date AS day FROM sites WHERE country = $1 AND installation_date BETWEEN $2 AND $3';

/** Ids begin at 1. */
const NOBODY = 0;

@Injectable()
export class TypeOrmSiteRepository extends SiteRepository {
  private readonly rows: SiteRows;

  constructor(
    private readonly database: Database,
    { packs }: Countries,
  ) {
    super();
    this.rows = new SiteRows(packs);
  }

  async siteOn(day: Day, country: string, except = NOBODY): Promise<{ readonly id: number } | null> {
    const { rows } = await this.database.query<{ id: number }>(ON_DAY, [day, country, except]);
    return rows[0] ?? null;
  }

  async daysTaken(country: string, from: Day, to: Day): Promise<ReadonlySet<Day>> {
    const { rows } = await this.database.query<{ day: Day }>(DAYS_TAKEN, [country, from, to]);
    return new Set(rows.map(({ day }) => day));
  }

  async lock(id: number): Promise<Site> {
    const site = await this.sites.findOne({ where: { id }, lock: { mode: 'for_no_key_update' } });
    if (!site) throw new SiteNotFound(id);
    return site;
  }

  async groupIdsOf(id: number): Promise<readonly number[]> {
    const links = await this.database.table(siteGroupSchema).find({ where: { siteId: id }, order: { groupId: 'ASC' } });
    return links.map(({ groupId }) => groupId);
  }

  async existing(ids: readonly number[]): Promise<ReadonlySet<number>> {
    const { rows } = await this.database.query<{ id: number }>('SELECT id FROM sites WHERE id = ANY ($1)', [ids]);
    return new Set(rows.map(({ id }) => id));
  }

  async add(sites: readonly Site[]): Promise<readonly number[]> {
    const inOrder = sites.map((site, place) => ({ site, place })).toSorted(byCountryAndDay);
    const written = JSON.stringify(inOrder.map(({ site }) => this.rows.of(site)));
    const { rows } = await this.database.query<{ id: number }>(this.rows.insert, [written]);
    const ids = new Array<number>(sites.length);
    for (const [at, { id }] of rows.entries()) ids[inOrder[at]?.place ?? at] = id;
    return ids;
  }

  async replace(id: number, site: Site): Promise<void> {
    await this.database.query(this.rows.update, [id, JSON.stringify(this.rows.of(site))]);
  }

  async remove(id: number): Promise<void> {
    const { affected } = await this.sites.delete({ id });
    if (!affected) throw new SiteNotFound(id);
  }

  private get sites(): Repository<Site> {
    return this.database.table<Site>(Site);
  }
}

/** One order for all, so that two batches wait for each other instead of dying of it. */
const byCountryAndDay = ({ site: one }: { site: Site }, { site: other }: { site: Site }): number =>
  order(one.country, other.country) || order(one.installationDate, other.installationDate);

const order = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
