import { onTheWire } from '@hexagone/platform';
import type { BorrowerProfile, Loaded, ProfileQuestion } from '../../application/profile/describe-borrowers';
import type { Profile } from '../../domain/profile/profile';

/** A profile as it is answered. */
export function profileBody({ population, by, k }: ProfileQuestion, found: BorrowerProfile): Record<string, unknown> {
  const { conditions, from, to, plausibleAge } = population;
  const { generation, synthetic, ...loaded } = found.loaded;
  const head = {
    generation,
    synthetic,
    k,
    filters: {
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...Object.fromEntries(conditions.map(({ dimension, values }) => [dimension, values])),
    },
    population: plausibleAge ? 'plausible_age' : 'all',
  };
  const told =
    'profile' in found
      ? figuresOf(loaded, found.profile)
      : {
          by,
          missing: found.missing,
          groups: found.profiles.map(({ value, values, ...profile }) => ({
            value,
            values,
            ...figuresOf(loaded, profile),
          })),
        };
  return { ...head, ...told };
}

/** Names of percentiles stay as they are: `p5`. */
const figuresOf = (
  loaded: Omit<Loaded, 'generation' | 'synthetic'>,
  { afterFilters, fields, numeric, ...figures }: Profile,
): object => ({
  funnel: onTheWire({ ...loaded, afterFilters, fields }),
  numeric,
  ...(onTheWire(figures) as object),
});
