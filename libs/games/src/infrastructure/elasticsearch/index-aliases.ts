import type { Client } from '@elastic/elasticsearch' with { 'resolution-mode': 'import' };
import { statusOf } from './engine-failure';
import { hashOf, type IndexDefinition } from './index-definition';

/** Indices of one alias: `<alias>-<hash of the definition>-<instant>`. */
export class IndexAliases {
  constructor(
    readonly alias: string,
    readonly definition: IndexDefinition,
  ) {}

  nameAt(instant: Date): string {
    return `${this.alias}-${hashOf(this.definition)}-${instant.toISOString().replace(/\D/g, '')}`;
  }

  /** Made of the present definition. */
  isCurrent(index: string): boolean {
    return index.startsWith(`${this.alias}-${hashOf(this.definition)}-`);
  }

  /** Indices behind the alias; none: it does not exist. */
  async behind(client: Client): Promise<readonly string[]> {
    try {
      return Object.keys(await client.indices.getAlias({ name: this.alias }));
    } catch (error) {
      if (statusOf(error) === 404) return [];
      throw error;
    }
  }

  /** In one request: nobody ever sees none, or two. Those that were behind it before. */
  async moveTo(client: Client, index: string): Promise<readonly string[]> {
    const { alias } = this;
    const before = await this.behind(client);
    await client.indices.updateAliases({
      actions: [...before.map((old) => ({ remove: { index: old, alias } })), { add: { index, alias } }],
    });
    return before;
  }

  /** Deletes all of ours but these. */
  async forget(client: Client, kept: readonly string[]): Promise<void> {
    const ours = new RegExp(`^${this.alias}-[0-9a-f]{12}-[0-9]{17}$`);
    const all = Object.keys(await client.indices.get({ index: `${this.alias}-*`, features: ['aliases'] }));
    const old = all.filter((index) => ours.test(index) && !kept.includes(index));
    if (old.length > 0) await client.indices.delete({ index: old });
  }
}
