import { type Bilingual, nearestName, type Problem } from '@hexagone/kernel';
import { field } from '@hexagone/platform';
import { AREAS, findArea } from '../../domain/areas';
import { isMoment, type Misreading, readMoment } from '../../domain/moment';
import { type Nature, NATURES } from '../../domain/nature';
import { writtenInParis } from '../../domain/paris-time';
import {
  AREA_UNKNOWN,
  INSTANT_INVALID,
  LOCAL_TIME_NONEXISTENT,
  NATURE_UNKNOWN,
  PARAMETER_MISSING,
} from '../../domain/reading.errors';

/* The words of this context's queries: each reads its text, says what it must be, and refuses with a code of its own. */

const EXAMPLE: Bilingual = {
  en: 'such as 2018-01-01T06:00, 2018-01-01T05:00:00Z or 2018-01-01 (the whole day)',
  fr: 'comme 2018-01-01T06:00, 2018-01-01T05:00:00Z ou 2018-01-01 (la journée entière)',
};

function saysOfMoment({ why, ...misread }: Misreading & { around?: readonly [number, number] }): Bilingual {
  if (why === 'form') return { en: `must be ISO 8601, ${EXAMPLE.en}`, fr: `doit suivre ISO 8601, ${EXAMPLE.fr}` };
  if (why === 'calendar')
    return { en: 'must be a day and a time that exist', fr: 'doit être un jour et une heure qui existent' };
  if (why === 'era') return { en: 'must lie between 1996 and 2099', fr: 'doit être compris entre 1996 et 2099' };
  const [before = '', after = ''] = (misread.around ?? []).map(writtenInParis);
  return {
    en: `is a local time that does not exist in Paris: the clock skips it; ${before} and ${after} do exist`,
    fr: `est une heure locale qui n'existe pas à Paris : l'horloge la saute ; ${before} et ${after} existent`,
  };
}

const misreadingOf = (value: unknown): Misreading => {
  const read = typeof value === 'string' ? readMoment(value) : undefined;
  return read && 'why' in read ? read : { why: 'form' };
};

/** A bound of a range, as a Moment. */
export const MomentWord = (description: string, example: string): PropertyDecorator =>
  field({
    code: 'not-a-moment',
    codeOf: (value) => {
      if (value === undefined) return PARAMETER_MISSING.code;
      return (misreadingOf(value).why === 'skipped' ? LOCAL_TIME_NONEXISTENT : INSTANT_INVALID).code;
    },
    says: (value) => saysOfMoment(misreadingOf(value)),
    holds: isMoment,
    read: (text) => {
      const read = readMoment(text);
      return isMoment(read) ? read : text;
    },
    schema: { type: String, description, example },
  });

const nearest = (value: unknown, known: readonly string[]): Bilingual => {
  const found = typeof value === 'string' ? nearestName(value.slice(0, 100), known) : undefined;
  return found ? { en: `; did you mean ${found}?`, fr: ` ; vouliez-vous dire ${found} ?` } : { en: '', fr: '' };
};

function oneOf(value: unknown, known: readonly string[]): Bilingual {
  const hint = nearest(value, known);
  return { en: `must be one of ${known.join(', ')}${hint.en}`, fr: `doit être parmi ${known.join(', ')}${hint.fr}` };
}

/** One of the known values; another is that problem. */
export const Known = (values: readonly string[], unknown: Problem, description: string): PropertyDecorator =>
  field({
    code: 'not-known',
    codeOf: () => unknown.code,
    says: (value) => oneOf(value, values),
    holds: (value) => values.includes(value as string),
    schema: { type: String, enum: [...values], default: values[0], description },
  });

const AREA_NAMES = AREAS.flatMap(({ code, inseeCode }) => (inseeCode === null ? [code] : [code, inseeCode]));

/** An area by its code, in any case, or by its INSEE code. */
export const AreaWord = (): PropertyDecorator =>
  field({
    code: 'not-an-area',
    codeOf: () => AREA_UNKNOWN.code,
    says: (value) => oneOf(value, AREA_NAMES),
    holds: (value) => typeof value === 'object' && value !== null,
    read: (text) => findArea(text) ?? text,
    schema: {
      type: String,
      description: 'Code of the area, in any case, or INSEE code of the region.',
      default: 'FR',
      example: 'FR-BRE',
    },
  });

const isNature = (value: unknown): value is Nature => NATURES.includes(value as Nature);

/** Natures, as a comma list. */
export const NaturesWord = (): PropertyDecorator =>
  field({
    code: 'not-natures',
    codeOf: () => NATURE_UNKNOWN.code,
    says: (value) => oneOf(Array.isArray(value) ? value.find((item) => !isNature(item)) : value, NATURES),
    holds: (value) => Array.isArray(value) && value.length > 0 && value.every(isNature),
    read: (text) => text.split(','),
    schema: {
      type: 'array',
      items: { type: 'string', enum: [...NATURES] },
      description: 'Only values of these natures. Default: all.',
    },
  });

const DECIMAL = /^\d{1,9}(?:\.\d{1,9})?$/;

/** Numbers from 0 to `max`, at most a hundred, as a comma list. */
export const Numbers = (max: number, description: string, example: readonly number[]): PropertyDecorator =>
  field({
    code: 'not-a-list-of-numbers',
    says: () => ({
      en: `must be a list of 1 to 100 numbers from 0 to ${max}`,
      fr: `doit être une liste de 1 à 100 nombres de 0 à ${max}`,
    }),
    holds: (value) =>
      Array.isArray(value) &&
      value.length <= 100 &&
      value.every((item) => typeof item === 'number' && item >= 0 && item <= max),
    read: (text) => text.split(',').map((item) => (DECIMAL.test(item) ? Number(item) : item)),
    schema: { type: 'array', items: { type: 'number', minimum: 0, maximum: max }, description, example: [...example] },
  });
