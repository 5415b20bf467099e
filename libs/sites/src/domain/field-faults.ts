import { type Bilingual, type Day, type FieldFault, isDay, pointerTo } from '@hexagone/kernel';
import type { Field } from './country-pack';

/** Days of installations, both included. */
export const FIRST_DAY: Day = '1800-01-01';
export const LAST_DAY: Day = '2199-12-31';

/** What the database takes as an integer, and as an id. */
export const MOST_INTEGER = 2_147_483_647;

/** What a field must be: `must be a day …`. */
interface Demand {
  readonly code: string;
  readonly says: Bilingual;
  readonly holds: (value: unknown) => boolean;
}

/** Why this value is not one of the field; null when it is. */
export function faultOf(field: Field, wire: string, value: unknown): FieldFault | null {
  const { code, says, holds } = demandOf(field);
  if (holds(value)) return null;
  return { pointer: pointerTo(wire), code, detail: { en: `${wire} ${says.en}`, fr: `${wire} ${says.fr}` } };
}

export const missing = (wire: string): FieldFault => ({
  pointer: pointerTo(wire),
  code: 'missing',
  detail: { en: `${wire} is required`, fr: `${wire} est requis` },
});

function demandOf(field: Field): Demand {
  switch (field.type) {
    case 'decimal':
      return decimal(field.min, field.max);
    case 'integer':
      return integer(field.min, field.max);
    case 'text':
      return text(field.maxLength);
    case 'choice':
      return choice(field.values);
    case 'day':
      return { code: 'not-a-day', says: DAY, holds: isInstallationDay };
    case 'boolean':
      return BOOLEAN;
  }
}

function decimal(min = -Number.MAX_VALUE, max = Number.MAX_VALUE): Demand {
  const range = bounds(min, max);
  return {
    code: 'not-a-number',
    says: { en: `must be a number${range.en}`, fr: `doit être un nombre${range.fr}` },
    holds: (value) => typeof value === 'number' && value >= min && value <= max,
  };
}

function integer(min = -MOST_INTEGER, max = MOST_INTEGER): Demand {
  const range = bounds(min, max);
  return {
    code: 'not-a-whole-number',
    says: { en: `must be a whole number${range.en}`, fr: `doit être un nombre entier${range.fr}` },
    holds: (value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
  };
}

function bounds(min: number, max: number): Bilingual {
  if (max === Number.MAX_VALUE)
    return min === -max ? { en: '', fr: '' } : { en: `, ${min} or more`, fr: `, au moins ${min}` };
  if (min === -Number.MAX_VALUE) return { en: `, ${max} or less`, fr: `, au plus ${max}` };
  return { en: ` from ${min} to ${max}`, fr: ` de ${min} à ${max}` };
}

const text = (most: number): Demand => ({
  code: 'not-a-text',
  says: {
    en: `must be a text of 1 to ${most} characters, not blank, without NUL or half a surrogate pair`,
    fr: `doit être un texte de 1 à ${most} caractères, non vide, sans NUL ni moitié de paire de surrogates`,
  },
  holds: (value) => typeof value === 'string' && value.trim() !== '' && isStorable(value) && lengthOf(value) <= most,
});

/** PostgreSQL stores neither. */
const isStorable = (value: string): boolean => !value.includes('\0') && !/\p{Surrogate}/u.test(value);

/** In code points: a character outside the basic plane counts once. */
const lengthOf = (value: string): number => Array.from(value).length;

const choice = (values: readonly string[]): Demand => ({
  code: 'not-a-choice',
  says: { en: `must be one of ${values.join(', ')}`, fr: `doit être parmi ${values.join(', ')}` },
  holds: (value) => values.some((known) => known === value),
});

export const isInstallationDay = (value: unknown): value is Day =>
  isDay(value) && value >= FIRST_DAY && value <= LAST_DAY;

export const DAY: Bilingual = {
  en: `must be a day that exists, as YYYY-MM-DD, from ${FIRST_DAY} to ${LAST_DAY}`,
  fr: `doit être un jour qui existe, sous la forme AAAA-MM-JJ, du ${FIRST_DAY} au ${LAST_DAY}`,
};

const BOOLEAN: Demand = {
  code: 'not-a-flag',
  says: { en: 'must be true or false', fr: 'doit être true ou false' },
  holds: (value) => typeof value === 'boolean',
};
