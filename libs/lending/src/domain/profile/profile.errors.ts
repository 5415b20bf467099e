import { DomainError, problem } from '@hexagone/kernel';

const POPULATION_TOO_SMALL = problem('lending.population-too-small', 'rule-broken', {
  en: 'Too few borrowers',
  fr: 'Trop peu d’emprunteurs',
});

/** Figures about a few people would be theirs. How few is not told: that is a figure too. */
export class PopulationTooSmall extends DomainError {
  constructor() {
    super(POPULATION_TOO_SMALL, {
      en: 'Too few borrowers fit these filters, or too few fit when one of them is left out: their figures would be those of single persons. Take fewer filters, or wider ones.',
      fr: 'Trop peu d’emprunteurs répondent à ces filtres, ou s’en distinguent quand on retire l’un d’eux : leurs chiffres seraient ceux de personnes isolées. Prenez moins de filtres, ou de plus larges.',
    });
  }
}
