import type { Channel, SourceLocation } from '@hexagone/ingestion';
import type { Area } from '../../domain/areas';
import type { Nature } from '../../domain/nature';
import { wallAt } from '../../domain/paris-time';
import { rteFileName } from '../../domain/rte-file-name';
import type { DefinitiveYears } from './definitive-years';

export interface RteSource {
  /** Ends with a slash. */
  readonly baseUrl: string;
  /** The base URL is an operator's own. */
  readonly trusted: boolean;
  readonly areas: readonly Area[];
}

const PARIS = 'Europe/Paris';
const FIRST_YEAR = 2012;
/** RTE still corrects them. */
const REVISED_YEARS = 2;

/** RTE's three kinds of file, each at its own pace; none of real time in RTE's hour of maintenance, after midnight. */
export function rteChannels(source: RteSource, years: DefinitiveYears): readonly Channel[] {
  const files = (nature: Nature, year = 0): readonly SourceLocation[] =>
    source.areas.map((area) => locationOf(source, area, nature, year));
  return [
    {
      ...{ name: 'real-time', cron: '*/15 1-23 * * *', timeZone: PARIS, jitterSeconds: 60 },
      locations: () => files('real_time'),
    },
    {
      ...{ name: 'consolidated', cron: '10 6 * * *', timeZone: PARIS, jitterSeconds: 3600 },
      locations: () => files('consolidated'),
    },
    {
      ...{ name: 'definitive', cron: '40 4 * * 1', timeZone: PARIS, jitterSeconds: 3600 },
      locations: (today) => yearsUntil(today).flatMap((year) => files('definitive', year)),
      wanted: (today) => wantedYears(source, years, today),
    },
  ];
}

/** Years that are not whole yet, and the latest again. */
async function wantedYears(source: RteSource, years: DefinitiveYears, today: Date): Promise<readonly SourceLocation[]> {
  const known = yearsUntil(today);
  const wanted = await Promise.all(
    source.areas.map(async (area) => {
      const complete = await years.complete(area.id);
      const again = known.filter((year, index) => index >= known.length - REVISED_YEARS || !complete.has(year));
      return again.map((year) => locationOf(source, area, 'definitive', year));
    }),
  );
  return wanted.flat();
}

/** Until last year, in Paris. */
function yearsUntil(today: Date): readonly number[] {
  const year = new Date(wallAt(today.getTime() / 1000) * 1000).getUTCFullYear();
  return Array.from({ length: year - FIRST_YEAR }, (_, index) => FIRST_YEAR + index);
}

/** A definitive file that is not there is one that is still to be published. */
const locationOf = ({ baseUrl, trusted }: RteSource, area: Area, nature: Nature, year: number): SourceLocation => ({
  kind: 'url',
  url: `${baseUrl}${rteFileName(area, nature, year)}.zip`,
  part: 'power',
  ...(nature === 'definitive' && { mayBeAbsent: true }),
  ...(trusted && { trusted }),
});
