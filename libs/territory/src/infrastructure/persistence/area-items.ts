import type { SqlParameters } from '@hexagone/platform';
import type { AreaCriteria, Shape } from '../../application/area-reads';
import type { AreaKind } from '../../domain/areas';
import { postalCodeFound } from './area-conditions';
import { centre, expressionsOf, mairie } from './area-expressions';
import type { Relation } from './area-relations';

export interface ItemRequest {
  readonly kind: AreaKind;
  readonly relation: Relation;
  readonly shape: Shape;
  readonly criteria: AreaCriteria;
  /** Where a search by name ranked the items, its note and score. */
  readonly ranking?: { readonly note: string; readonly score: string };
}

/** One item as JSON text; members without value are left out. `fields` come from the kind's own list alone. */
export function itemOf({ kind, relation, shape, criteria, ranking }: ItemRequest, parameters: SqlParameters): string {
  const expressions = expressionsOf(kind, relation);
  const members = shape.fields.map((field) => `'${field}', ${expressionOf(expressions, field)}`);
  if (ranking) members.push(`'_score', ${ranking.score}`, `'_match', ${ranking.note}`);
  else members.push(...notesOf(shape, criteria, parameters));
  const object = `json_strip_nulls(json_build_object(${members.join(', ')}))`;
  if (!shape.geometry) return `${object}::text`;
  const geometry = shape.geometry === 'centre' ? centre(relation.id) : mairie(relation.id);
  return `json_build_object('type', 'Feature', 'geometry', ${geometry}, 'properties', ${object})::text`;
}

function expressionOf(expressions: Readonly<Record<string, string>>, field: string): string {
  const expression = expressions[field];
  if (expression === undefined) throw new Error(`There is no member ${field}`);
  return expression;
}

function notesOf(
  { note, scored }: Shape,
  { postalCode, formerCode }: AreaCriteria,
  parameters: SqlParameters,
): string[] {
  if (note === 'former-code') {
    return [`'_match', json_build_object('how', 'former_code', 'code', ${parameters.add(formerCode)}::text)`];
  }
  if (note !== 'postal-code' || !postalCode) return [];
  const how = parameters.add(postalCode.how);
  const match = `'_match', json_build_object('how', ${how}::text, 'codePostal', ${postalCodeFound(postalCode, parameters)})`;
  return scored ? [`'_score', round((1 + log(1 + COALESCE(c.population, 0)) / 20)::numeric, 4)`, match] : [match];
}
