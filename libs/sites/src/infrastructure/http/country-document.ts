import type { Language } from '@hexagone/kernel';
import { statusOf } from '@hexagone/platform';
import type { CountryPack, Rule } from '../../domain/country-pack';
import { type NamedField, namedFields } from '../../domain/named-field';
import { operatorsOf } from '../listing/site-fields';

/** A country as it describes itself to callers: what its sites have beside what all sites have, and their rules. */
export const countryDocument = (
  { code, name, slug, aliases, timeZone, fields, rules }: CountryPack,
  language: Language,
): object => ({
  code,
  name: name[language],
  path: `/sites/${slug}`,
  accepts: [code, slug, ...aliases],
  time_zone: timeZone,
  fields: namedFields(fields).map((field) => fieldDocument(field, language)),
  rules: rules.map((rule) => ruleDocument(rule, language)),
});

function fieldDocument({ wire, field }: NamedField, language: Language): object {
  const { type, required = true, unit, label, example } = field;
  return {
    name: wire,
    type,
    required,
    ...('min' in field && { min: field.min }),
    ...('max' in field && { max: field.max }),
    ...(field.type === 'text' && { max_length: field.maxLength }),
    ...(field.type === 'choice' && { values: field.values }),
    ...(unit !== undefined && { unit }),
    label: label[language],
    example,
    operators: operatorsOf(field),
    sortable: true,
  };
}

const ruleDocument = ({ code, kind, pointer, summary }: Rule, language: Language): object => ({
  code,
  status: statusOf({ code, kind, title: summary }),
  pointer,
  summary: summary[language],
});
