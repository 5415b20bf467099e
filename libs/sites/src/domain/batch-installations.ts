import type { Day } from '@hexagone/kernel';
import { Installations } from './country-pack';
import type { Site } from './site';

interface Span {
  readonly from: Day;
  readonly to: Day;
  readonly taken: Promise<ReadonlySet<Day>>;
}

/** What rules may ask while many sites are judged: one question per country tells which days are taken at all. */
export class BatchInstallations extends Installations {
  private readonly spans = new Map<string, Span>();

  constructor(
    private readonly there: Installations,
    private readonly batch: readonly Site[],
  ) {
    super();
  }

  async siteOn(day: Day, country: string, except?: number): Promise<{ readonly id: number } | null> {
    const { from, to, taken } = this.spanOf(country, day);
    const mayBe = day < from || day > to || (await taken).has(day);
    return mayBe ? this.there.siteOn(day, country, except) : null;
  }

  daysTaken(country: string, from: Day, to: Day): Promise<ReadonlySet<Day>> {
    return this.there.daysTaken(country, from, to);
  }

  private spanOf(country: string, day: Day): Span {
    const known = this.spans.get(country);
    if (known) return known;
    const days = this.batch.filter((site) => site.country === country).map((site) => site.installationDate);
    const [from = day, to = day] = [days.toSorted()[0], days.toSorted().at(-1)];
    const span = { from, to, taken: this.there.daysTaken(country, from, to) };
    this.spans.set(country, span);
    return span;
  }
}
