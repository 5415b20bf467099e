import {
  addDays,
  type Bilingual,
  type Day,
  dayIn,
  daysBetween,
  type FieldFault,
  nearestName,
  shortened,
  UseCase,
} from '@hexagone/kernel';
import { Countries } from '../domain/countries';
import type { CountryPack } from '../domain/country-pack';
import { DAY, isInstallationDay, LAST_DAY } from '../domain/field-faults';
import { InstallationPolicy } from '../domain/installation-policy';
import { InvalidPeriod } from '../domain/site.errors';

/** Days that one question may be about. */
const MOST_DAYS = 366;
const DAYS_UNLESS_TOLD = 30;

export interface FreeDaysQuestion {
  /** Code, slug or alias. */
  readonly country?: string | undefined;
  /** Today in that country unless told. */
  readonly from?: string | undefined;
  /** Thirty days after `from` unless told; both included, 366 days at most. */
  readonly to?: string | undefined;
}

export interface FreeDays {
  /** The code. */
  readonly country: string;
  readonly from: Day;
  readonly to: Day;
  readonly days: readonly Day[];
}

/** The days on which a country lets a site in. Throws InvalidPeriod, naming each faulty parameter. */
@UseCase()
export class FindFreeDays {
  constructor(
    private readonly countries: Countries,
    private readonly policy: InstallationPolicy,
  ) {}

  async execute(question: FreeDaysQuestion): Promise<FreeDays> {
    const { pack, from, to } = this.understood(question);
    return { country: pack.code, from, to, days: await this.policy.freeDays(pack, from, to) };
  }

  private understood(question: FreeDaysQuestion): { readonly pack: CountryPack; readonly from: Day; readonly to: Day } {
    const [pack, from, to] = [this.countryOf(question), dayOf('from', question), dayOf('to', question)];
    if (isFault(pack) || isFault(from) || isFault(to)) throw new InvalidPeriod([pack, from, to].filter(isFault));
    const first = from ?? dayIn(pack.timeZone, new Date());
    const last = to ?? earlier(addDays(first, DAYS_UNLESS_TOLD), LAST_DAY);
    const days = daysBetween(first, last) + 1;
    if (days < 1) throw new InvalidPeriod([BEFORE_FROM]);
    if (days > MOST_DAYS) throw new InvalidPeriod([TOO_LONG]);
    return { pack, from: first, to: last };
  }

  private countryOf({ country }: FreeDaysQuestion): CountryPack | FieldFault {
    const { accepted } = this.countries;
    const list = accepted.join(', ');
    if (country === undefined)
      return fault('country', 'missing', { en: `is required: one of ${list}`, fr: `est requis, parmi ${list}` });
    const nearest = nearestName(shortened(country), accepted);
    const hint = { en: nearest && `; did you mean ${nearest}?`, fr: nearest && ` ; vouliez-vous dire ${nearest} ?` };
    const unknown = { en: `must be one of ${list}${hint.en ?? ''}`, fr: `doit être parmi ${list}${hint.fr ?? ''}` };
    return this.countries.find(country) ?? fault('country', 'not-a-choice', unknown);
  }
}

function dayOf(parameter: 'from' | 'to', question: FreeDaysQuestion): Day | FieldFault | undefined {
  const text = question[parameter];
  return text === undefined || isInstallationDay(text) ? text : fault(parameter, 'not-a-day', DAY);
}

const fault = (parameter: string, code: string, { en, fr }: Bilingual): FieldFault => ({
  parameter,
  code,
  detail: { en: `${parameter} ${en}`, fr: `${parameter} ${fr}` },
});

const isFault = (found: unknown): found is FieldFault =>
  typeof found === 'object' && found !== null && 'parameter' in found;

const earlier = (one: Day, other: Day): Day => (one < other ? one : other);

const BEFORE_FROM = fault('to', 'before-from', { en: 'is before from', fr: 'précède from' });
const TOO_LONG = fault('to', 'too-far', {
  en: `makes a period of more than ${MOST_DAYS} days`,
  fr: `donne une période de plus de ${MOST_DAYS} jours`,
});
