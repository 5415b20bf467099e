import type { Day } from '@hexagone/kernel';
import type { Countries } from '../../../libs/sites/src/domain/countries';
import type { Site } from '../../../libs/sites/src/domain/site';
import { siteDocument } from '../../../libs/sites/src/domain/site-document';
import { SiteNotFound } from '../../../libs/sites/src/domain/site.errors';
import { SiteRepository } from '../../../libs/sites/src/domain/site.repository';
import type { Memory } from './memory';

/** As a database does it: what is given stays as it is. */
const copyOf = (site: Site, id: number): Site =>
  Object.assign(Object.create(Object.getPrototypeOf(site) as object) as Site, site, { id });

export class InMemorySiteRepository extends SiteRepository {
  /** Questions of rules that were asked. */
  questions = 0;

  constructor(
    private readonly memory: Memory,
    private readonly countries: Countries,
  ) {
    super();
  }

  siteOn(day: Day, country: string, except?: number): Promise<{ readonly id: number } | null> {
    this.questions++;
    const there = [...this.memory.sites].find(
      ([id, { value }]) => id !== except && value.country === country && value.installationDate === day,
    );
    return Promise.resolve(there ? { id: there[0] } : null);
  }

  daysTaken(country: string, from: Day, to: Day): Promise<ReadonlySet<Day>> {
    this.questions++;
    const days = [...this.memory.sites.values()]
      .filter(({ value }) => value.country === country)
      .map(({ value }) => value.installationDate);
    return Promise.resolve(new Set(days.filter((day) => day >= from && day <= to)));
  }

  lock(id: number): Promise<Site> {
    const row = this.memory.sites.get(id);
    return row ? Promise.resolve(row.value) : Promise.reject(new SiteNotFound(id));
  }

  groupIdsOf(id: number): Promise<readonly number[]> {
    return Promise.resolve(this.memory.links.after(id));
  }

  existing(ids: readonly number[]): Promise<ReadonlySet<number>> {
    return Promise.resolve(new Set(ids.filter((id) => this.memory.sites.has(id))));
  }

  add(sites: readonly Site[]): Promise<readonly number[]> {
    return Promise.resolve(
      sites.map((site) => {
        const id = this.memory.nextId('site');
        this.memory.writes++;
        this.memory.sites.set(id, { version: 1, value: copyOf(site, id) });
        return id;
      }),
    );
  }

  async replace(id: number, site: Site): Promise<void> {
    const present = await this.lock(id);
    const same = JSON.stringify(this.written(present)) === JSON.stringify(this.written(site));
    if (same) return;
    const version = (this.memory.sites.get(id)?.version ?? 0) + 1;
    this.memory.writes++;
    this.memory.sites.set(id, { version, value: copyOf(site, id) });
  }

  async remove(id: number): Promise<void> {
    await this.lock(id);
    this.memory.writes++;
    this.memory.sites.delete(id);
    this.memory.links.forget(0, id);
  }

  private written(site: Site): object {
    return siteDocument(site, this.countries);
  }
}
