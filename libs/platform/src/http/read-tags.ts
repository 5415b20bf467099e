import type { Generations, Language } from '@hexagone/kernel';
import { createHash } from 'node:crypto';
import type { Format } from './route';

export interface Variant {
  readonly query?: Readonly<Record<string, unknown>>;
  readonly format?: Format;
  readonly language?: Language;
}

/** The same question in the same words, whatever the order of its parameters. */
const normalised = (query: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Does a list of tags (`If-Match`, `If-None-Match`) name this one? A compressed answer's is the same but for `W/`. */
export const sameTag = (list: string, tag: string): boolean =>
  list.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === tag);

/** The entity tags of reads: they move exactly when a generation of the datasets behind them does. */
export class ReadTags {
  constructor(
    private readonly generations: Generations,
    private readonly codeVersion: string,
  ) {}

  /** The tag of what `GET path` answers now, quoted; `variant` where that is not plain JSON without parameters. */
  async of(path: string, datasets: readonly string[], variant: Variant = {}): Promise<string> {
    const { query = {}, format = 'json', language = '' } = variant;
    const generation = await this.generations.of(...datasets);
    const parts = [this.codeVersion, generation, path, normalised(query), format, language];
    return `"${createHash('sha1').update(parts.join('\n')).digest('base64url')}"`;
  }

  /** Whether an `If-Match` or `If-None-Match` names that tag. */
  matches(list: string, tag: string): boolean {
    return sameTag(list, tag);
  }
}
