/** One condition on golden games, as a list's parameters say it. */
export interface GameFilter {
  /** `platform genre company developer publisher country year rating critic_rating sales_million kind source name` … */
  readonly field: string;
  readonly operator:
    'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'in' | 'nin' | 'contains' | 'starts' | 'null' | 'between';
  /** One value; two for `between`, several for `in` and `nin`, a boolean for `null`. */
  readonly values: readonly unknown[];
}
