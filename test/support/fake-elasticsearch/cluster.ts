import { IndexStore, type Snapshot } from './index-store';
import { type Json, listOf, objectOf, onlyEntry, textOf } from './json';
import { illegal, noSuchIndex, Refusal } from './refusal';

const BAD_NAME = /[A-Z\\/*?"<>| ,#:]|^[-_+]|^\.\.?$/u;

interface PointInTime {
  readonly snapshots: readonly Snapshot[];
  until: number;
}

const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 };

function millisecondsOf(time: string): number {
  const [, count = '', unit = ''] = /^(\d+)(ms|s|m|h|d)$/u.exec(time) ?? [];
  const seconds = SECONDS[unit];
  if (seconds === undefined) throw illegal(`failed to parse setting [keep_alive] with value [${time}] as a time value`);
  return Number(count) * seconds * 1000;
}

/** Indices, their aliases, and points in time. */
export class Cluster {
  readonly indices = new Map<string, IndexStore>();
  readonly pits = new Map<string, PointInTime>();
  private opened = 0;

  create(name: string, body: Json): IndexStore {
    if (BAD_NAME.test(name)) throw new Refusal(400, 'invalid_index_name_exception', `Invalid index name [${name}]`);
    if (this.indices.has(name)) {
      throw new Refusal(400, 'resource_already_exists_exception', `index [${name}] already exists`);
    }
    if (this.behind(name).length > 0) {
      const reason = `Invalid index name [${name}], already exists as alias`;
      throw new Refusal(400, 'invalid_index_name_exception', reason);
    }
    const index = new IndexStore(name, body);
    for (const alias of Object.keys(objectOf(body['aliases']))) index.aliases.add(alias);
    this.indices.set(name, index);
    return index;
  }

  /** Concrete names only: neither an alias nor a pattern. */
  remove(names: string): void {
    const all = names.split(',');
    for (const name of all) {
      if (/[*]|^_all$/u.test(name)) throw illegal('Wildcard expressions or all indices are not allowed');
      if (this.behind(name).length > 0) {
        throw illegal(
          `The provided expression [${name}] matches an alias, specify the corresponding concrete indices instead.`,
        );
      }
      if (!this.indices.has(name)) throw noSuchIndex(name);
    }
    for (const name of all) this.indices.delete(name);
  }

  behind(alias: string): readonly IndexStore[] {
    return [...this.indices.values()].filter(({ aliases }) => aliases.has(alias));
  }

  /** Indices, aliases and patterns, separated by commas. Throws where a name that is no pattern is nowhere. */
  resolve(expression: string): readonly IndexStore[] {
    const found = expression.split(',').flatMap((name) => {
      if (name.includes('*') || name === '_all') return this.matching(name);
      const index = this.indices.get(name);
      const indices = index ? [index] : this.behind(name);
      if (indices.length === 0) throw noSuchIndex(name);
      return indices;
    });
    return [...new Set(found)];
  }

  /** Where a document is written: one index. */
  target(name: string, how: { readonly mustBeAlias: boolean; readonly create: boolean }): IndexStore {
    const behind = this.behind(name);
    const index = this.indices.get(name);
    if (how.mustBeAlias && behind.length === 0) {
      const reason = `no such index [${name}] and [require_alias] request flag is [true] and [${name}] is not an alias`;
      throw new Refusal(404, 'index_not_found_exception', reason);
    }
    if (index) return index;
    const [only] = behind;
    if (behind.length > 1) throw illegal(`no write index is defined for alias [${name}]`);
    if (only) return only;
    if (!how.create) throw noSuchIndex(name);
    return this.create(name, {});
  }

  /** All actions or none. */
  changeAliases(actions: unknown): void {
    const steps = listOf(actions).map((action) => this.step(action));
    for (const step of steps) step();
  }

  openPit(expression: string, keepAlive: string): string {
    const id = `pit-${String(++this.opened)}`;
    const snapshots = this.resolve(expression).map((index) => index.snapshot());
    this.pits.set(id, { snapshots, until: Date.now() + millisecondsOf(keepAlive) });
    return id;
  }

  pit({ id, keep_alive: keepAlive }: Json): readonly Snapshot[] {
    const pit = this.pits.get(textOf(id));
    if (!pit || pit.until < Date.now()) {
      this.pits.delete(textOf(id));
      throw new Refusal(404, 'search_context_missing_exception', `No search context found for id [${textOf(id)}]`);
    }
    if (keepAlive !== undefined) pit.until = Math.max(pit.until, Date.now() + millisecondsOf(textOf(keepAlive)));
    return pit.snapshots;
  }

  private matching(pattern: string): readonly IndexStore[] {
    const fits = new RegExp(
      `^${pattern === '_all' ? '.*' : pattern.replace(/\./gu, String.raw`\.`).replace(/\*/gu, '.*')}$`,
      'u',
    );
    return [...this.indices.values()].filter(({ name, aliases }) => [name, ...aliases].some((one) => fits.test(one)));
  }

  private step(action: unknown): () => void {
    const [verb, body] = onlyEntry(action) ?? [];
    const of = objectOf(body);
    const indices = this.resolve(
      listOf(of['indices'] ?? of['index'])
        .map(textOf)
        .join(','),
    );
    const aliases = listOf(of['aliases'] ?? of['alias']).map(textOf);
    if (verb === 'remove_index')
      return () => {
        for (const { name } of indices) this.indices.delete(name);
      };
    if (verb === 'add') {
      const taken = aliases.find((alias) => this.indices.has(alias));
      if (taken !== undefined) {
        const reason = `Invalid alias name [${taken}]: an index or data stream exists with the same name as the alias`;
        throw new Refusal(400, 'invalid_alias_name_exception', reason);
      }
      return () => {
        for (const index of indices) for (const alias of aliases) index.aliases.add(alias);
      };
    }
    if (verb !== 'remove') throw illegal(`[${textOf(verb)}] is no action of aliases`);
    const missing = aliases.find((alias) => !indices.some((index) => index.aliases.has(alias)));
    if (missing !== undefined) throw new Refusal(404, 'aliases_not_found_exception', `aliases [${missing}] missing`);
    return () => {
      for (const index of indices) for (const alias of aliases) index.aliases.delete(alias);
    };
  }
}
