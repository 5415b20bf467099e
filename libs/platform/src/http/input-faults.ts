import { DomainError, INVALID_DOCUMENT, nearestName, type FieldFault, type Language } from '@hexagone/kernel';
import type { ValidationError } from 'class-validator';
import type { FieldRule } from './field-rule';
import { INVALID_PARAMETERS } from './problems';

export type Place = 'body' | 'query';

const where = (place: Place, wire: string): Partial<FieldFault> =>
  place === 'query' ? { parameter: wire } : { pointer: `/${wire.replaceAll('~', '~0').replaceAll('/', '~1')}` };

/** A name may be as long as a body allows; what is told of it is not. */
const told = (name: string): string => (name.length > 100 ? `${name.slice(0, 100)}…` : name);

export function unknownName(place: Place, name: string, known: Iterable<string>): FieldFault {
  const nearest = name.length > 100 ? undefined : nearestName(name, known);
  return {
    ...where(place, told(name)),
    code: 'unknown',
    detail: {
      en: `${told(name)} is unknown here${nearest ? `; did you mean ${nearest}?` : ''}`,
      fr: `${told(name)} est inconnu ici${nearest ? ` ; vouliez-vous dire ${nearest} ?` : ''}`,
    },
  };
}

export function faultOf(place: Place, wire: string, { value, contexts, constraints }: ValidationError): FieldFault {
  const [name = 'invalid'] = Object.keys(constraints ?? {});
  const rule = contexts?.[name] as FieldRule | undefined;
  const code = rule?.codeOf?.(value) ?? (value === undefined ? 'missing' : name);
  if (value === undefined)
    return { ...where(place, wire), code, detail: { en: `${wire} is required`, fr: `${wire} est requis` } };
  const says = rule?.says(value) ?? { en: 'is invalid', fr: 'est invalide' };
  return { ...where(place, wire), code, detail: { en: `${wire} ${says.en}`, fr: `${wire} ${says.fr}` } };
}

/** Faults that are listed; a document can have thousands. */
export const MOST_FAULTS = 100;

const summary = (faults: readonly FieldFault[], language: Language): string => {
  const rest = faults.length > 5 ? ` … (${faults.length})` : '';
  return (
    faults
      .slice(0, 5)
      .map(({ detail }) => detail[language])
      .join('; ') + rest
  );
};

export function refuse(place: Place, faults: readonly FieldFault[]): never {
  const detail = { en: summary(faults, 'en'), fr: summary(faults, 'fr') };
  const what = place === 'query' ? INVALID_PARAMETERS : INVALID_DOCUMENT;
  throw new DomainError(what, detail, { faults: faults.slice(0, MOST_FAULTS) });
}
