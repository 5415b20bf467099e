import { isDay, nearestName, type Bilingual } from '@hexagone/kernel';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, ValidateIf } from 'class-validator';
import { field } from './field-rule';
import { wireName } from './wire-names';

/*
 * One word per field: what it must be, how it is documented and what is said when it is not, all at once.
 * A query's value arrives as text: `read` turns it into a value, or leaves it as it is for the rule to refuse.
 */

const isText = (value: unknown): value is string => typeof value === 'string';
const within = (value: number, min = -Infinity, max = Infinity): boolean => value >= min && value <= max;

function bounds(min?: number, max?: number): Bilingual {
  if (min !== undefined && max !== undefined)
    return { en: ` from ${String(min)} to ${String(max)}`, fr: ` de ${String(min)} à ${String(max)}` };
  if (min !== undefined) return { en: `, ${String(min)} or more`, fr: `, au moins ${String(min)}` };
  return max === undefined ? { en: '', fr: '' } : { en: `, ${String(max)} or less`, fr: `, au plus ${String(max)}` };
}

/** Text that is not blank, of at most `max` characters (200 unless told). */
export const Text = ({
  max = 200,
  example,
  pattern,
  description,
}: { max?: number; example?: string; pattern?: RegExp; description?: string } = {}): PropertyDecorator =>
  field({
    code: 'not-a-text',
    says: () => ({
      en: `must be a text of 1 to ${String(max)} characters${pattern ? ` that matches ${pattern.source}` : ''}`,
      fr: `doit être un texte de 1 à ${String(max)} caractères${pattern ? ` conforme à ${pattern.source}` : ''}`,
    }),
    holds: (value) => isText(value) && value.trim() !== '' && value.length <= max && (pattern?.test(value) ?? true),
    schema: { type: String, minLength: 1, maxLength: max, example, pattern: pattern?.source, description },
  });

const WHOLE = /^(0|[1-9][0-9]{0,30})$/;

/** A whole number, written in plain decimal digits. `clamped`: above `max` is not refused, the controller lowers it. */
export const Whole = ({
  min = 0,
  max,
  clamped = false,
  example,
}: { min?: number; max?: number; clamped?: boolean; example?: number } = {}): PropertyDecorator => {
  const range = bounds(min, clamped ? undefined : max);
  return field({
    code: 'not-a-whole-number',
    says: () => ({ en: `must be a whole number${range.en}`, fr: `doit être un nombre entier${range.fr}` }),
    holds: (value) =>
      Number.isInteger(value) && within(value as number, min, clamped ? Infinity : (max ?? Number.MAX_SAFE_INTEGER)),
    read: (text) => (WHOLE.test(text) ? Number(text) : text),
    schema: { type: 'integer', minimum: min, maximum: max, example },
  });
};

const DECIMAL = /^-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?$/;

/** A finite number, written without exponent. */
export const Decimal = ({
  min,
  max,
  example,
}: { min?: number; max?: number; example?: number } = {}): PropertyDecorator => {
  const range = bounds(min, max);
  return field({
    code: 'not-a-number',
    says: () => ({ en: `must be a number${range.en}`, fr: `doit être un nombre${range.fr}` }),
    holds: (value) => typeof value === 'number' && Number.isFinite(value) && within(value, min, max),
    read: (text) => (DECIMAL.test(text) ? Number(text) : text),
    schema: { type: Number, minimum: min, maximum: max, example },
  });
};

/** A day that exists in the calendar, `YYYY-MM-DD`. */
export const CalendarDay = (): PropertyDecorator =>
  field({
    code: 'not-a-day',
    says: () => ({
      en: 'must be a day that exists, as YYYY-MM-DD',
      fr: 'doit être un jour qui existe, sous la forme AAAA-MM-JJ',
    }),
    holds: isDay,
    schema: { type: String, format: 'date' },
  });

const listed = (values: readonly string[]): string => values.slice(0, 30).join(', ');

/** Names what is not known of a value, with the nearest that is. */
function unknownOf(value: unknown, known: readonly string[]): Bilingual {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  const unknown = items.find((item): item is string => isText(item) && !known.includes(item));
  const nearest = unknown === undefined ? undefined : nearestName(unknown.slice(0, 100), known);
  return nearest ? { en: `; did you mean ${nearest}?`, fr: ` ; vouliez-vous dire ${nearest} ?` } : { en: '', fr: '' };
}

/** One of the known values. */
export const Choice = (values: readonly string[]): PropertyDecorator =>
  field({
    code: 'not-a-choice',
    says: (value) => {
      const hint = unknownOf(value, values);
      return { en: `must be one of ${listed(values)}${hint.en}`, fr: `doit être parmi ${listed(values)}${hint.fr}` };
    },
    holds: (value) => isText(value) && values.includes(value),
    schema: { type: String, enum: [...values] },
  });

/** Known values, without repetition: a comma list in a query, an array in a document. */
export const List = (values: readonly string[]): PropertyDecorator =>
  field({
    code: 'not-a-list',
    says: (value) => {
      const hint = unknownOf(value, values);
      return {
        en: `must be a list, without repetition, of ${listed(values)}${hint.en}`,
        fr: `doit être une liste, sans répétition, parmi ${listed(values)}${hint.fr}`,
      };
    },
    holds: (value) =>
      Array.isArray(value) &&
      value.length > 0 &&
      new Set(value).size === value.length &&
      value.every((item) => values.includes(item as string)),
    read: (text) => text.split(','),
    schema: { type: 'array', items: { type: 'string', enum: [...values] }, minItems: 1, uniqueItems: true },
  });

/** Texts that are not blank: a comma list in a query, an array in a document. */
export const Texts = ({ max = 100, pattern }: { max?: number; pattern?: RegExp } = {}): PropertyDecorator =>
  field({
    code: 'not-a-list-of-texts',
    says: () => ({
      en: `must be a list of 1 to ${String(max)} texts${pattern ? ` that match ${pattern.source}` : ''}`,
      fr: `doit être une liste de 1 à ${String(max)} textes${pattern ? ` conformes à ${pattern.source}` : ''}`,
    }),
    holds: (value) =>
      Array.isArray(value) &&
      within(value.length, 1, max) &&
      value.every((item) => isText(item) && item.trim() !== '' && (pattern?.test(item) ?? true)),
    read: (text) => text.split(','),
    schema: { type: 'array', items: { type: 'string', pattern: pattern?.source }, minItems: 1, maxItems: max },
  });

/** `true` or `false`, and nothing that merely looks so. */
export const Flag = (): PropertyDecorator =>
  field({
    code: 'not-a-flag',
    says: () => ({ en: 'must be true or false', fr: 'doit être true ou false' }),
    holds: (value) => typeof value === 'boolean',
    read: (text) => (text === 'true' ? true : text === 'false' ? false : text),
    schema: { type: Boolean },
  });

/** An object whose members somebody else checks. */
export const FreeObject = (): PropertyDecorator =>
  field({
    code: 'not-an-object',
    says: () => ({ en: 'must be an object', fr: 'doit être un objet' }),
    holds: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    schema: { type: 'object', additionalProperties: true },
  });

/** The field may be absent, but not null. */
export const Maybe =
  (word: PropertyDecorator): PropertyDecorator =>
  (target, key) => {
    const documented = ApiProperty({ name: wireName(String(key)), required: false });
    applyDecorators(
      word,
      documented,
      ValidateIf((_, value) => value !== undefined),
    )(target, key);
  };

/** The field may be absent or null: in a merge patch, null takes the value away. */
export const Nullable =
  (word: PropertyDecorator): PropertyDecorator =>
  (target, key) => {
    const documented = ApiProperty({ name: wireName(String(key)), required: false, nullable: true });
    applyDecorators(word, documented, IsOptional())(target, key);
  };
