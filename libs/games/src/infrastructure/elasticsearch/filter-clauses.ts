import type { estypes } from '@elastic/elasticsearch';
import type { GameFilter } from '../../application/search/game-filter';

type Query = estypes.QueryDslQueryContainer;

/** Many values in one game: `ne` and `nin` hold where none of them matches, and where there are none. */
const LISTS: Readonly<Record<string, string>> = {
  platform: 'platforms',
  genre: 'genres',
  company: 'companies',
  developer: 'developers',
  publisher: 'publishers',
  country: 'countries',
  source: 'sources',
};

const SINGLE: Readonly<Record<string, string>> = {
  ...{ id: 'id', name: 'name_fold', kind: 'kind', year: 'year', first_release_date: 'first_release_date' },
  ...{ rating: 'rating', rating_count: 'rating_count', critic_rating: 'critic_rating', sales_million: 'sales_million' },
};

const exists = (field: string): Query => ({ exists: { field } });

const noneOf = (...clauses: Query[]): Query => ({ bool: { must_not: clauses } });

const literally = (text: unknown): string => String(text).replace(/[\\*?]/g, (sign) => `\\${sign}`);

function clauseOf({ field: name, operator, values }: GameFilter): Query {
  const list = LISTS[name];
  const field = list ?? SINGLE[name];
  if (field === undefined) throw new Error(`Games cannot be filtered by ${name}`);
  const [first, second] = values as readonly estypes.FieldValue[];
  const among: Query = { terms: { [field]: values as estypes.FieldValue[] } };
  switch (operator) {
    case 'eq':
    case 'in':
      return among;
    case 'ne':
    case 'nin':
      return list === undefined ? { bool: { filter: [exists(field)], must_not: [among] } } : noneOf(among);
    case 'between':
      return { range: { [field]: { gte: first, lte: second } } };
    case 'contains':
      return { wildcard: { [field]: { value: `*${literally(first)}*` } } };
    case 'starts':
      return { prefix: { [field]: { value: String(first) } } };
    case 'null':
      return first === true ? noneOf(exists(field)) : exists(field);
    default:
      return { range: { [field]: { [operator]: first } } };
  }
}

/** The conditions of a list as PostgreSQL understands them: none but `null` holds for a game that lacks the field. */
export const filterClauses = (filters: readonly GameFilter[]): Query[] => filters.map(clauseOf);
