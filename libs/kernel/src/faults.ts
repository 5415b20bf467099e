import type { Bilingual, Language } from './bilingual';
import { DomainError, type FieldFault, type Problem } from './domain-error';
import { nearestName } from './edit-distance';

/** Faults that are listed; a document can have thousands. */
export const MOST_FAULTS = 100;

/** A name may be as long as a body allows; what is told of it is not. */
export const shortened = (name: string): string => (name.length > 100 ? `${name.slice(0, 100)}…` : name);

/** Where a member of a document is (RFC 6901). */
export const pointerTo = (name: string): string => `/${shortened(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** What is said of a name that nobody knows, with the known one that it most likely means. */
export function sayUnknown(name: string, known: Iterable<string>): { code: string; detail: Bilingual } {
  const nearest = name.length > 100 ? undefined : nearestName(name, known);
  return {
    code: 'unknown',
    detail: {
      en: `${shortened(name)} is unknown here${nearest ? `; did you mean ${nearest}?` : ''}`,
      fr: `${shortened(name)} est inconnu ici${nearest ? ` ; vouliez-vous dire ${nearest} ?` : ''}`,
    },
  };
}

/** One refusal for all these faults. */
export function refusal(problem: Problem, faults: readonly FieldFault[]): DomainError {
  const detail = { en: summary(faults, 'en'), fr: summary(faults, 'fr') };
  return new DomainError(problem, detail, { faults: faults.slice(0, MOST_FAULTS) });
}

function summary(faults: readonly FieldFault[], language: Language): string {
  const rest = faults.length > 5 ? ` … (${faults.length})` : '';
  const details = faults.slice(0, 5).map(({ detail }) => detail[language]);
  return details.join('; ') + rest;
}
