import { type Day, declaredProblems, DomainError, type FieldFault, problem } from '@hexagone/kernel';
import type { CountryPack, Rule } from './country-pack';

const notFound = problem('sites.site-not-found', 'not-found', { en: 'Unknown site', fr: 'Site inconnu' });
const unknownCountry = problem('sites.unknown-country', 'rule-broken', { en: 'Unknown country', fr: 'Pays inconnu' });
const mismatch = problem('sites.country-mismatch', 'rule-broken', {
  en: 'The document is of another country than the path',
  fr: "Le document est d'un autre pays que le chemin",
});
const inverted = problem('sites.power-range-inverted', 'rule-broken', {
  en: 'The minimum power is above the maximum',
  fr: 'La puissance minimale dépasse la maximale',
});
const repeated = problem('sites.day-repeated-in-batch', 'rule-broken', {
  en: 'Two sites of the batch exclude each other',
  fr: "Deux sites du lot s'excluent l'un l'autre",
});
const invalidPeriod = problem('sites.invalid-period', 'invalid', {
  en: 'Invalid country or period',
  fr: 'Pays ou période invalide',
});

export class SiteNotFound extends DomainError {
  constructor(id?: number) {
    super(notFound, {
      en: id === undefined ? 'The site does not exist any more.' : `There is no site ${id}.`,
      fr: id === undefined ? "Le site n'existe plus." : `Il n'y a pas de site ${id}.`,
    });
  }
}

export class UnknownCountry extends DomainError {
  constructor(accepted: readonly string[], given?: string, nearest?: string) {
    const list = accepted.join(', ');
    const subject = { en: given ?? 'The country', fr: given ?? 'Le pays' };
    const detail = {
      en: `${subject.en} is not one of ${list}${nearest ? `; did you mean ${nearest}?` : ''}`,
      fr: `${subject.fr} n'est pas parmi ${list}${nearest ? ` ; vouliez-vous dire ${nearest} ?` : ''}`,
    };
    const faults = [{ pointer: '/country', code: unknownCountry.code, detail }];
    super(unknownCountry, detail, { faults, members: { accepted } });
  }
}

export class CountryMismatch extends DomainError {
  constructor(given: CountryPack, expected: CountryPack) {
    const detail = {
      en: `The country is ${given.code} (${given.name.en}); only ${expected.code} (${expected.name.en}) is taken here.`,
      fr: `Le pays est ${given.code} (${given.name.fr}) ; seul ${expected.code} (${expected.name.fr}) est pris ici.`,
    };
    super(mismatch, detail, { faults: [{ pointer: '/country', code: mismatch.code, detail }] });
  }
}

export class PowerRangeInverted extends DomainError {
  constructor(min?: number, max?: number) {
    const detail = {
      en: `min_power_megawatt${shown(min)} is above max_power_megawatt${shown(max)}.`,
      fr: `min_power_megawatt${shown(min)} dépasse max_power_megawatt${shown(max)}.`,
    };
    const fault = (member: string): FieldFault => ({ pointer: `/${member}`, code: inverted.code, detail });
    super(inverted, detail, { faults: [fault('min_power_megawatt'), fault('max_power_megawatt')] });
  }
}

const shown = (value?: number): string => (value === undefined ? '' : ` (${value})`);

/** Two documents of one batch that a unique guarantee keeps apart; told at the later one. */
export class RepeatedInBatch extends DomainError {
  constructor({ pointer, summary }: Rule, earlier: string) {
    const detail = {
      en: `The same as in ${earlier}${pointer}. ${summary.en}`,
      fr: `Identique à ${earlier}${pointer}. ${summary.fr}`,
    };
    super(repeated, detail, { faults: [{ pointer, code: repeated.code, detail }] });
  }
}

/** A question about free days that names no country, or no period of 1 to 366 days. */
export class InvalidPeriod extends DomainError {
  constructor(faults: readonly FieldFault[]) {
    const detail = {
      en: faults.map(({ detail: { en } }) => en).join('; '),
      fr: faults.map(({ detail: { fr } }) => fr).join(' ; '),
    };
    super(invalidPeriod, detail, { faults });
  }
}

/** What remains to be said of a rule when only the constraint that keeps it has spoken. */
export function ruleBroken({ code, pointer, summary }: Rule): DomainError {
  const declared = declaredProblems().get(code);
  if (!declared) throw new Error(`The rule ${code} has no declared problem`);
  return new DomainError(declared, summary, { faults: [{ pointer, code, detail: summary }] });
}

/** The same refusal, with the first later day on which the country takes a site. */
export const withNextFreeDate = (error: DomainError, day: Day): DomainError =>
  new DomainError(error.problem, error.detail, {
    ...error.extras,
    members: { ...error.extras.members, next_free_date: day },
  });
