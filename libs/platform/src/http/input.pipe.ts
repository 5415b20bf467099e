import { DomainError, nearestName, type FieldFault } from '@hexagone/kernel';
import type { ArgumentMetadata, PipeTransform, Type } from '@nestjs/common';
import { getMetadataStorage, validateSync, type ValidationError } from 'class-validator';
import type { FieldRule } from './fields';
import { BODY_MISSING, INVALID_DOCUMENT, INVALID_PARAMETERS } from './problems';
import { fieldsOf, wireNameIn } from './wire-names';

type Place = 'body' | 'query';

interface Plan {
  /** Wire name → property. */
  readonly properties: ReadonlyMap<string, string>;
  readonly readers: ReadonlyMap<string, (text: string) => unknown>;
}

const plans = new WeakMap<object, Plan>();

function planOf(type: object): Plan {
  let plan = plans.get(type);
  if (!plan) {
    const rules = getMetadataStorage().getTargetValidationMetadatas(type as () => void, '', false, false);
    plan = {
      properties: new Map(fieldsOf(type).map((property) => [wireNameIn(type, property), property])),
      readers: new Map(
        rules.flatMap(({ propertyName, context }) => {
          const read = (context as FieldRule | undefined)?.read;
          return read ? [[propertyName, read] as const] : [];
        }),
      ),
    };
    plans.set(type, plan);
  }
  return plan;
}

const where = (place: Place, wire: string): Partial<FieldFault> =>
  place === 'query' ? { parameter: wire } : { pointer: `/${wire.replaceAll('~', '~0').replaceAll('/', '~1')}` };

export function unknownName(place: Place, name: string, known: Iterable<string>): FieldFault {
  const nearest = nearestName(name, known);
  return {
    ...where(place, name),
    code: 'unknown',
    detail: {
      en: `${name} is unknown here${nearest ? `; did you mean ${nearest}?` : ''}`,
      fr: `${name} est inconnu ici${nearest ? ` ; vouliez-vous dire ${nearest} ?` : ''}`,
    },
  };
}

function faultOf(place: Place, wire: string, { value, contexts, constraints }: ValidationError): FieldFault {
  if (value === undefined)
    return { ...where(place, wire), code: 'missing', detail: { en: `${wire} is required`, fr: `${wire} est requis` } };
  const [code = 'invalid'] = Object.keys(constraints ?? {});
  const says = (contexts?.[code] as FieldRule | undefined)?.says ?? { en: 'is invalid', fr: 'est invalide' };
  return { ...where(place, wire), code, detail: { en: `${wire} ${says.en}`, fr: `${wire} ${says.fr}` } };
}

export function refuse(place: Place, faults: readonly FieldFault[]): never {
  const what = place === 'query' ? INVALID_PARAMETERS : INVALID_DOCUMENT;
  throw new DomainError(
    what,
    { en: faults.map(({ detail }) => detail.en).join('; '), fr: faults.map(({ detail }) => detail.fr).join(' ; ') },
    { faults },
  );
}

function documentOf(value: unknown): Record<string, unknown> {
  if (value === undefined || value === null)
    throw new DomainError(BODY_MISSING, {
      en: 'A JSON object is expected as the body.',
      fr: 'Un objet JSON est attendu comme corps.',
    });
  if (typeof value !== 'object' || Array.isArray(value))
    refuse('body', [
      {
        pointer: '',
        code: 'not-an-object',
        detail: { en: 'the document must be an object', fr: 'le document doit être un objet' },
      },
    ]);
  return value as Record<string, unknown>;
}

/** Reads `given` as an instance of `type`, or refuses it with every fault it has. */
export function readAs<T extends object>(type: Type<T>, given: Record<string, unknown>, place: Place): T {
  const { properties, readers } = planOf(type);
  const result = new type();
  const faults: FieldFault[] = [];
  for (const [name, value] of Object.entries(given)) {
    const property = properties.get(name);
    if (property === undefined) {
      faults.push(unknownName(place, name, properties.keys()));
      continue;
    }
    const read = place === 'query' ? readers.get(property) : undefined;
    (result as Record<string, unknown>)[property] = read && typeof value === 'string' ? read(value) : value;
  }
  for (const error of validateSync(result, { forbidUnknownValues: false }))
    faults.push(faultOf(place, wireNameIn(type, error.property), error));
  return faults.length > 0 ? refuse(place, faults) : result;
}

/** The one pipe: bodies and queries typed with a class of fields are read as that class. */
export class InputPipe implements PipeTransform {
  transform(value: unknown, { type, metatype, data }: ArgumentMetadata): unknown {
    if ((type !== 'body' && type !== 'query') || data !== undefined) return value;
    const given = type === 'body' ? documentOf(value) : (value as Record<string, unknown>);
    return !metatype || metatype === Object ? given : readAs(metatype as Type<object>, given, type);
  }
}
