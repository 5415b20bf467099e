import { DomainError } from '@hexagone/kernel';
import {
  booleanField,
  CHOICE_OPERATORS,
  instantField,
  integerField,
  type ListedField,
  numberField,
  textField,
} from '@hexagone/platform';
import type { CellType } from '../../domain/columns';
import { givenId } from '../../domain/salesforce-id';

/** The 18 characters, however the id was given; undefined: it is none. */
function opportunityId(text: string): string | undefined {
  try {
    return givenId(text, '006');
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}

/** Ids of opportunities, in any of the forms of their path. */
export const opportunityIdField = (sql: string): ListedField =>
  textField(sql, {
    always: true,
    operators: CHOICE_OPERATORS,
    read: opportunityId,
    expects: { en: 'the id of an opportunity', fr: 'l’identifiant d’une opportunité' },
  });

const LIMIT = 255;

/** What a column of that type can be asked; what is null can be asked for. */
export function fieldOf(type: CellType, sql: string, traits: Partial<ListedField> = {}): ListedField {
  switch (type) {
    case 'id':
    case 'text':
      return textField(sql, { max: LIMIT, ...traits });
    case 'boolean':
      return booleanField(sql, { operators: [...CHOICE_OPERATORS, 'null'], ...traits });
    case 'whole':
    case 'age':
      return integerField(sql, traits);
    case 'amount':
    case 'score':
    case 'rate':
      return numberField(sql, traits);
    case 'instant':
      return instantField(sql, traits);
  }
}
