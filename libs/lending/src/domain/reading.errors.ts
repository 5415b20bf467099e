import { DomainError, problem } from '@hexagone/kernel';

const OPPORTUNITY_NOT_FOUND = problem('lending.opportunity-not-found', 'not-found', {
  en: 'Unknown opportunity',
  fr: 'Opportunité inconnue',
});
const ACCESS_NOT_RECORDED = problem('lending.access-not-recorded', 'unavailable', {
  en: 'The access could not be recorded',
  fr: 'L’accès n’a pas pu être consigné',
});

/** Nobody has the id, or what had it was erased. */
export class OpportunityNotFound extends DomainError {
  constructor(id: string) {
    super(OPPORTUNITY_NOT_FOUND, {
      en: `There is no opportunity ${id}.`,
      fr: `Il n’y a pas d’opportunité ${id}.`,
    });
  }
}

/** Nothing personal is shown without a trace of who saw it. */
export class AccessNotRecorded extends DomainError {
  constructor() {
    super(
      ACCESS_NOT_RECORDED,
      {
        en: 'Who reads personal data is written down, and that failed: nothing is shown. Try again later.',
        fr: 'La lecture de données personnelles est consignée, et cela a échoué : rien n’est montré. Réessayez plus tard.',
      },
      { retryAfterSeconds: 5 },
    );
  }
}
