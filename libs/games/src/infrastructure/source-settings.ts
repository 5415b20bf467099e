import { DomainError, type FieldFault, problem } from '@hexagone/kernel';

const FAULTY_SETTINGS = problem('games.source-settings', 'invalid', {
  en: 'The configuration of a source of games is wrong',
  fr: 'La configuration d’une source de jeux est fautive',
});

/** Every fault, by the name of its variable. */
export function sourceSettingsWrong(faults: readonly FieldFault[]): DomainError {
  const said = (language: 'en' | 'fr'): string =>
    faults.map(({ parameter, detail }) => `${parameter ?? ''} ${detail[language]}`).join('\n');
  return new DomainError(FAULTY_SETTINGS, { en: said('en'), fr: said('fr') }, { faults });
}
