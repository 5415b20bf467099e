import { type Item, ItemReads } from '../../../libs/sites/src/application/item-reads';
import { type Author, type Reach, SiteWrites } from '../../../libs/sites/src/application/site-writes';
import { Countries } from '../../../libs/sites/src/domain/countries';
import { france } from '../../../libs/sites/src/domain/countries/france/france.country';
import { italy } from '../../../libs/sites/src/domain/countries/italy/italy.country';
import { groupDocument } from '../../../libs/sites/src/domain/group-document';
import { siteDocument } from '../../../libs/sites/src/domain/site-document';
import { InMemoryGroupGraph, InMemoryGroupRepository } from './in-memory-groups';
import { InMemorySiteRepository } from './in-memory-sites';
import { Memory } from './memory';

const ALWAYS = '2026-11-21T08:00:00.000Z';

class InMemoryItemReads extends ItemReads {
  constructor(
    private readonly memory: Memory,
    private readonly countries: Countries,
  ) {
    super();
  }

  site(id: number): Promise<Item | null> {
    const row = this.memory.sites.get(id);
    if (!row) return Promise.resolve(null);
    const document = siteDocument(row.value, this.countries, this.memory.links.after(id));
    return Promise.resolve({ version: row.version, json: json({ id, ...document }) });
  }

  group(id: number): Promise<Item | null> {
    const row = this.memory.groups.get(id);
    if (!row) return Promise.resolve(null);
    const { links, nestings } = this.memory;
    const members = {
      parent_ids: nestings.before(id),
      child_ids: nestings.after(id),
      site_count: links.before(id).length,
    };
    return Promise.resolve({ version: row.version, json: json({ id, ...groupDocument(row.value), ...members }) });
  }

  async sites(ids: readonly number[]): Promise<readonly string[]> {
    const items = await Promise.all(ids.map((id) => this.site(id)));
    return items.map((item) => item?.json ?? 'null');
  }
}

const json = (members: object): string => JSON.stringify({ ...members, created_at: ALWAYS, updated_at: ALWAYS });

/** One write at a time: undone when it throws; nothing is run again. */
class InMemorySiteWrites extends SiteWrites {
  readonly runs: { readonly author: Author; readonly reach: Reach }[] = [];

  constructor(private readonly memory: Memory) {
    super();
  }

  async run<T>(author: Author, reach: Reach, work: () => Promise<T>): Promise<T> {
    this.runs.push({ author, reach });
    const undo = this.memory.remember();
    return work().catch((error: unknown) => {
      undo();
      throw error;
    });
  }

  async rehearse<T>(author: Author, reach: Reach, work: () => Promise<T>): Promise<T> {
    this.runs.push({ author, reach });
    const undo = this.memory.remember();
    return work().finally(undo);
  }
}

/** Everything that the use cases of sites ask for, in memory. */
export function inMemoryWorld(countries = new Countries([france, italy])) {
  const memory = new Memory();
  return {
    memory,
    countries,
    sites: new InMemorySiteRepository(memory, countries),
    groups: new InMemoryGroupRepository(memory),
    graph: new InMemoryGroupGraph(memory),
    writes: new InMemorySiteWrites(memory),
    items: new InMemoryItemReads(memory, countries),
  };
}
