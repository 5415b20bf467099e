import { INVALID_DOCUMENT, pointerTo, refusal, shortened, sayUnknown, type FieldFault } from '@hexagone/kernel';
import type { ValidationError } from 'class-validator';
import type { FieldRule } from './field-rule';
import { INVALID_PARAMETERS } from './problems';

export type Place = 'body' | 'query';

const where = (place: Place, wire: string): Partial<FieldFault> =>
  place === 'query' ? { parameter: shortened(wire) } : { pointer: pointerTo(wire) };

export const unknownName = (place: Place, name: string, known: Iterable<string>): FieldFault => ({
  ...where(place, name),
  ...sayUnknown(name, known),
});

export function faultOf(place: Place, wire: string, { value, contexts, constraints }: ValidationError): FieldFault {
  const [name = 'invalid'] = Object.keys(constraints ?? {});
  const rule = contexts?.[name] as FieldRule | undefined;
  const code = rule?.codeOf?.(value) ?? (value === undefined ? 'missing' : name);
  if (value === undefined)
    return { ...where(place, wire), code, detail: { en: `${wire} is required`, fr: `${wire} est requis` } };
  const says = rule?.says(value) ?? { en: 'is invalid', fr: 'est invalide' };
  return { ...where(place, wire), code, detail: { en: `${wire} ${says.en}`, fr: `${wire} ${says.fr}` } };
}

export function refuse(place: Place, faults: readonly FieldFault[]): never {
  throw refusal(place === 'query' ? INVALID_PARAMETERS : INVALID_DOCUMENT, faults);
}
