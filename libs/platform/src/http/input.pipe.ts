import { declaredProblems, DomainError, type FieldFault, MOST_FAULTS } from '@hexagone/kernel';
import type { ArgumentMetadata, PipeTransform, Type } from '@nestjs/common';
import { getMetadataStorage, validateSync } from 'class-validator';
import type { FieldRule } from './field-rule';
import { filtersOf, readFilters, type Filter } from './filters';
import { faultOf, refuse, unknownName, type Place } from './input-faults';
import { BODY_MISSING } from './problems';
import { fieldsOf, wireNameIn } from './wire-names';

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

/** Fields of a query that are no property of its class, read as filters over its table. */
function readRest(
  type: Type<object>,
  names: readonly string[],
  given: Record<string, unknown>,
): { filters: Filter[]; faults: FieldFault[] } {
  const words = planOf(type).properties.keys();
  const filters = filtersOf(type);
  if (!filters) return { filters: [], faults: names.map((name) => unknownName('query', name, words)) };
  return readFilters(filters, Object.fromEntries(names.map((name) => [name, String(given[name])])), words);
}

function assign(type: Type<object>, result: object, given: Record<string, unknown>, place: Place): FieldFault[] {
  const { properties, readers } = planOf(type);
  const target = result as Record<string, unknown>;
  const unknown: string[] = [];
  for (const [name, value] of Object.entries(given)) {
    const property = properties.get(name);
    const read = property !== undefined && place === 'query' ? readers.get(property) : undefined;
    if (property === undefined) unknown.push(name);
    else target[property] = read && typeof value === 'string' ? read(value) : value;
  }
  if (place === 'body')
    return unknown.slice(0, MOST_FAULTS).map((name) => unknownName('body', name, properties.keys()));
  const { filters, faults } = readRest(type, unknown.slice(0, MOST_FAULTS), given);
  const property = filtersOf(type)?.property;
  if (property !== undefined) target[property] = filters;
  return faults;
}

/** A class of fields with rules over several of them; the fields that are wrong by themselves hold what was given. */
export interface CrossChecked {
  crossFaults(): readonly FieldFault[];
}

const isCrossChecked = (result: object): result is CrossChecked => 'crossFaults' in result;

/** One fault whose code is a declared problem is that problem. */
function refuseAs(place: Place, faults: readonly [FieldFault, ...FieldFault[]]): never {
  const [only, ...others] = faults;
  const own = others.length === 0 ? declaredProblems().get(only.code) : undefined;
  if (own) throw new DomainError(own, only.detail, { faults });
  return refuse(place, faults);
}

/** Reads `given` as an instance of `type`, or refuses it with every fault it has. */
export function readAs<T extends object>(type: Type<T>, given: Record<string, unknown>, place: Place): T {
  const result = new type();
  const faults = assign(type, result, given, place);
  for (const error of validateSync(result, { forbidUnknownValues: false }))
    faults.push(faultOf(place, wireNameIn(type, error.property), error));
  if (isCrossChecked(result)) faults.push(...result.crossFaults());
  const [first, ...others] = faults;
  return first ? refuseAs(place, [first, ...others]) : result;
}

/** The one pipe: bodies and queries typed with a class of fields are read as that class. */
export class InputPipe implements PipeTransform {
  transform(value: unknown, { type, metatype, data }: ArgumentMetadata): unknown {
    if ((type !== 'body' && type !== 'query') || data !== undefined) return value;
    const given = type === 'body' ? documentOf(value) : (value as Record<string, unknown>);
    return !metatype || metatype === Object ? given : readAs(metatype as Type<object>, given, type);
  }
}
