import { UseCase } from '@hexagone/kernel';
import type { GameFilter } from './game-filter';
import { GameSlugs } from './game-slugs';

type Words = (said: readonly string[]) => Promise<ReadonlyMap<string, string>>;

const KINDS: GameFilter = { field: 'kind', operator: 'eq', values: ['game'] };

const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9]+$/.test(value);

/**
 * Filters as the catalogue understands them: slugs in place of ids, which nothing may match; games alone where no kind is
 * asked for, and any kind for `all`.
 */
@UseCase()
export class ResolveFilters {
  constructor(private readonly slugs: GameSlugs) {}

  async execute<Filter extends GameFilter>(filters: readonly Filter[]): Promise<readonly (Filter | GameFilter)[]> {
    const resolved = await Promise.all(filters.map((filter) => this.resolved(filter)));
    const kinds = resolved.filter(({ field }) => field === 'kind');
    if (kinds.length === 0) return [KINDS, ...resolved];
    return resolved.filter(({ field, values }) => field !== 'kind' || !values.includes('all'));
  }

  private async resolved<Filter extends GameFilter>(filter: Filter): Promise<Filter> {
    const words = this.wordsOf(filter.field);
    const ids = words ? filter.values.filter(isId) : [];
    if (!words || ids.length === 0) return filter;
    const known = await words(ids);
    return { ...filter, values: filter.values.map((value) => (isId(value) ? (known.get(value) ?? value) : value)) };
  }

  private wordsOf(field: string): Words | undefined {
    switch (field) {
      case 'company':
      case 'developer':
      case 'publisher':
        return (ids) => this.slugs.companies(ids);
      case 'platform':
        return (ids) => named(ids, (id) => this.slugs.platform(id));
      case 'genre':
        return (ids) => named(ids, (id) => this.slugs.genre(id));
      default:
        return undefined;
    }
  }
}

/** A slug may be made of digits alone (`1942`): then it is no id, and stays. */
const named = (ids: readonly string[], slug: (id: string) => string | undefined): ReturnType<Words> =>
  Promise.resolve(
    new Map(
      ids.flatMap((id) => {
        const found = slug(id);
        return found === undefined ? [] : [[id, found] as const];
      }),
    ),
  );
