import { type Day, UseCase } from '@hexagone/kernel';
import { ClearDemoSet } from './demo/clear-demo-set';
import { demoSet } from './demo/demo-set';
import type { Ids } from './demo/demo-terms';
import { InstallDemoSite } from './demo/install-demo-site';
import { MakeDemoGroups } from './demo/make-demo-groups';
import { type NamedItem, NamedItems } from './demo/named-items';

/** A site that found its day taken. */
export interface MovedSite {
  readonly name: string;
  readonly wanted: Day;
  readonly installed: Day;
}

/** How many of each. */
export interface Seeding {
  readonly removed: { readonly sites: number; readonly groups: number };
  readonly created: {
    readonly sites: number;
    readonly groups: number;
    readonly links: number;
    readonly nestings: number;
  };
  readonly moved: readonly MovedSite[];
}

/**
 * Makes what is missing of the demo set, recognised by name, under the rules that hold for everybody. `reset` first
 * removes whatever bears these names, and nothing else.
 */
@UseCase()
export class SeedSites {
  constructor(
    private readonly named: NamedItems,
    private readonly clear: ClearDemoSet,
    private readonly graph: MakeDemoGroups,
    private readonly installSite: InstallDemoSite,
  ) {}

  async execute({ today, reset }: { readonly today: Day; readonly reset: boolean }): Promise<Seeding> {
    const set = demoSet(today);
    const removed = reset ? await this.clear.execute(set) : { sites: 0, groups: 0 };
    const groupIds = idsByName(await this.named.groups(set.groups.map(({ name }) => name)));
    const siteIds = idsByName(await this.named.sites(set.sites.map(({ name }) => name)));
    const groups = await this.graph.groups(set, groupIds);
    const nestings = await this.graph.nestings(set, groupIds);
    const missing = set.sites.filter(({ name }) => !siteIds.has(name));
    const moved: MovedSite[] = [];
    for (const site of missing) {
      const { id, day } = await this.installSite.execute(site);
      siteIds.set(site.name, id);
      if (day !== site.day) moved.push({ name: site.name, wanted: site.day, installed: day });
    }
    const links = await this.graph.links(set, siteIds, groupIds);
    return { removed, created: { sites: missing.length, groups, links, nestings }, moved };
  }
}

const idsByName = (items: readonly NamedItem[]): Ids => new Map(items.toReversed().map(({ id, name }) => [name, id]));
