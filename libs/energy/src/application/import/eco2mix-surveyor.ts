import { contradictedOption, type OptionValues, type RawRecord } from '@hexagone/ingestion';
import { AREAS } from '../../domain/areas';
import { type Nature, rankOf } from '../../domain/nature';
import { labelOfNature } from '../../domain/nature-label';
import { type Instant, instantsAt, type WallSeconds } from '../../domain/paris-time';
import { askedArea, askedNature, isFooter, type Label, readLabel, wallOf } from './eco2mix-label';
import { hasLoad, hasMeasure } from './eco2mix-measures';
import type { Eco2mixSurvey, Span } from './eco2mix-survey';
import { ValuedHalfHours } from './valued-half-hours';

const ROWS_A_DAY = 96;
const DAY = 86_400;
const SKIPPED_HOURS = 2 * 3600;

interface Stretch {
  readonly area: number;
  readonly nature: Nature | undefined;
  first: WallSeconds;
  last: WallSeconds;
  lastValue: WallSeconds | null;
}

/** Looks at each record of a file once, before any is judged. Throws `contradictedOption`. */
export class Eco2mixSurveyor {
  private records = 0;
  private footers = 0;
  private astray = 0;
  private asShipped = false;
  private synthetic = false;
  private halfHourly = true;
  private readonly natures = new Set<Nature>();
  private readonly rowsOfDay = new Map<number, number>();
  private readonly lastMeasured = new Map<number, WallSeconds>();
  private readonly stretches = new Map<string, Stretch>();
  private readonly valued = new ValuedHalfHours();
  private readonly area: number;
  private readonly asked: Nature | undefined;
  private readonly latest: Instant;

  constructor(
    private readonly options: OptionValues,
    now: Instant,
  ) {
    this.latest = now + DAY;
    this.area = askedArea(options);
    this.asked = askedNature(options);
  }

  add({ fields }: RawRecord): void {
    this.records++;
    if (isFooter(fields)) {
      this.footers++;
      return;
    }
    const label = readLabel(fields);
    this.identify(label);
    const { day, minutes, nature } = label;
    const isBad = day === null || minutes === null || label.area === null || nature === null;
    const wall = isBad ? Infinity : wallOf(day, minutes);
    if (isBad || (instantOf(wall) > this.latest && hasMeasure(fields))) {
      this.astray++;
      return;
    }
    const area = label.area ?? this.area;
    const key = area * 100_000 + day;
    this.rowsOfDay.set(key, (this.rowsOfDay.get(key) ?? 0) + 1);
    this.place(fields, { area, nature, wall });
  }

  result(): Eco2mixSurvey {
    const { records, footers, astray, latest, asShipped, synthetic, halfHourly, natures, lastMeasured, area, asked } =
      this;
    const complete = halfHourly && this.valued.fillsItsYears();
    const nature = asked ?? (complete ? 'definitive' : 'real_time');
    if (!this.valued.isEmpty) natures.add(nature);
    return {
      ...{ records, footers, astray, latest, asShipped, synthetic, halfHourly, natures, lastMeasured, area, nature },
      natureInferred: asked === undefined && !this.valued.isEmpty,
      missing: [...this.rowsOfDay.values()].reduce((sum, rows) => sum + Math.max(0, ROWS_A_DAY - rows), 0),
      spans: [...this.stretches.values()].map((stretch) => spanOf(stretch, nature)),
    };
  }

  private identify({ area, nature, synthetic }: Label): void {
    if (area !== undefined) this.asShipped = true;
    if (synthetic) this.synthetic = true;
    if (typeof area === 'number' && this.options['area'] !== undefined && area !== this.area) throw otherArea(area);
    if (!nature) return;
    this.natures.add(nature);
    if (this.asked !== undefined && nature !== this.asked) throw otherNature(nature);
  }

  private place(
    fields: RawRecord['fields'],
    at: { area: number; nature: Nature | undefined; wall: WallSeconds },
  ): void {
    const { area, nature, wall } = at;
    const key = `${String(area)}/${nature ?? ''}`;
    const stretch = this.stretches.get(key) ?? { area, nature, first: wall, last: wall, lastValue: null };
    this.stretches.set(key, stretch);
    stretch.first = Math.min(stretch.first, wall);
    stretch.last = Math.max(stretch.last, wall);
    const valued = hasLoad(fields);
    if (valued) stretch.lastValue = Math.max(stretch.lastValue ?? wall, wall);
    if (nature === undefined) this.valued.add(wall, valued);
    if (!valued && !hasMeasure(fields)) return;
    this.lastMeasured.set(area, Math.max(this.lastMeasured.get(area) ?? wall, wall));
    if (wall % 1800 !== 0) this.halfHourly = false;
  }
}

/** Where files of one directory stand: by the best nature that they hold, then by how far they go. */
export const precedenceOf = ({ natures, lastMeasured }: Eco2mixSurvey): number =>
  Math.max(0, ...[...natures].map(rankOf)) * 1e11 + Math.max(0, ...lastMeasured.values());

const spanOf = ({ area, nature, first, last, lastValue }: Stretch, unsaid: Nature): Span => ({
  area,
  nature: nature ?? unsaid,
  first: instantOf(first),
  last: instantOf(last),
  lastValue: lastValue === null ? null : instantOf(lastValue),
});

/** Of a label that does not exist: the same label of an hour that does, before it. */
const instantOf = (wall: WallSeconds): Instant => instantsAt(wall)[0] ?? wall - SKIPPED_HOURS;

function otherArea(found: number): Error {
  const code = AREAS.find(({ id }) => id === found)?.code ?? '';
  return contradictedOption('area', {
    en: `The file says that it is of ${code}.`,
    fr: `Le fichier dit qu’il est celui de ${code}.`,
  });
}

function otherNature(nature: Nature): Error {
  const said = labelOfNature({ nature, synthetic: false });
  return contradictedOption('nature', {
    en: `The file says “${said}” (${nature}).`,
    fr: `Le fichier dit « ${said} » (${nature}).`,
  });
}
