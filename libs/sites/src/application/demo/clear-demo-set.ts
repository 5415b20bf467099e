import { UseCase } from '@hexagone/kernel';
import { RemoveGroup } from '../remove-group';
import { RemoveSite } from '../remove-site';
import type { DemoSet } from './demo-set';
import { DEMO_TERMS } from './demo-terms';
import { NamedItems } from './named-items';

/** Removes every site and group that bears a name of the set, and nothing else. */
@UseCase()
export class ClearDemoSet {
  constructor(
    private readonly named: NamedItems,
    private readonly removeSite: RemoveSite,
    private readonly removeGroup: RemoveGroup,
  ) {}

  async execute(set: DemoSet): Promise<{ readonly sites: number; readonly groups: number }> {
    const sites = await this.named.sites(set.sites.map(({ name }) => name));
    for (const { id } of sites) await this.removeSite.execute(id, DEMO_TERMS);
    const groups = await this.named.groups(set.groups.map(({ name }) => name));
    for (const { id } of groups) await this.removeGroup.execute(id, DEMO_TERMS);
    return { sites: sites.length, groups: groups.length };
  }
}
