import type { Environment } from './environment';
import type { Where } from './read-identity';
import type { Settings } from './settings';
import type { VariableName } from './variables';

const MOST = 1_000_000;

type Rates = Pick<Settings, 'loginFailures' | 'addressFailures' | 'rates'>;

/** How often a caller may ask, and guess. Whoever has the machine to themselves reads and writes as they like. */
export function readRates(from: Environment, { access, local }: Where): Rates {
  const limited = (name: VariableName, usual: number): number =>
    from.whole(name, MOST) ?? (access === 'open' && local ? 0 : usual);
  return {
    loginFailures: from.whole('HEXAGONE_LOGIN_FAILURES', MOST, 2) ?? 0,
    addressFailures: from.whole('HEXAGONE_ADDRESS_FAILURES', MOST, 2) ?? 0,
    rates: {
      read: limited('HEXAGONE_RATE_READ', 1_200),
      search: limited('HEXAGONE_RATE_SEARCH', 60),
      write: limited('HEXAGONE_RATE_WRITE', 120),
      auth: from.whole('HEXAGONE_RATE_AUTH', MOST) ?? 0,
      export: from.whole('HEXAGONE_RATE_EXPORT', MOST) ?? 0,
    },
  };
}
