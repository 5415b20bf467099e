import {
  booleanField,
  choiceField,
  dayField,
  type FieldTable,
  idField,
  instantField,
  integerField,
  type ListedField,
  numberField,
  type Operator,
  textField,
} from '@hexagone/platform';
import { BASE } from '../../domain/base-fields';
import type { Countries } from '../../domain/countries';
import type { Field } from '../../domain/country-pack';
import { type NamedField, namedFields } from '../../domain/named-field';

/** What a list can be asked of a member of a site. */
function listed({ wire, field }: NamedField, always: boolean): ListedField {
  const sql = `s.${wire}`;
  switch (field.type) {
    case 'decimal':
      return numberField(sql, { always });
    case 'integer':
      return integerField(sql, { always });
    case 'text':
      return textField(sql, { always, max: field.maxLength });
    case 'choice':
      return choiceField(sql, field.values, { always });
    case 'day':
      return dayField(sql, { always });
    case 'boolean':
      return booleanField(sql, { always });
  }
}

/** Operators of a field, of all sites or of one country's. */
export const operatorsOf = (field: Field): readonly Operator[] =>
  listed({ property: '', wire: '', field }, true).operators ?? [];

function countryField(countries: Countries): ListedField {
  const accepted = countries.accepted.join(', ');
  return choiceField(
    's.country',
    countries.packs.map(({ code }) => code),
    {
      always: true,
      read: (text) => countries.find(text)?.code,
      expects: { en: `one of ${accepted}`, fr: `une valeur parmi ${accepted}` },
    },
  );
}

/** Countries that share a field may allow different values of it: a list takes all of them. */
function either(one: Field, other: Field): Field {
  if (one.type === 'choice' && other.type === 'choice')
    return { ...one, values: [...new Set([...one.values, ...other.values])] };
  if (one.type === 'text' && other.type === 'text')
    return { ...one, maxLength: Math.max(one.maxLength, other.maxLength) };
  return one;
}

function particularFields({ packs }: Countries): FieldTable {
  const known = new Map<string, NamedField>();
  for (const named of packs.flatMap(({ fields }) => namedFields(fields))) {
    const there = known.get(named.wire);
    known.set(named.wire, there ? { ...named, field: either(there.field, named.field) } : named);
  }
  return Object.fromEntries([...known].map(([wire, named]) => [wire, listed(named, false)]));
}

/** Everything that sites can be filtered and sorted by: what all have, and what some country has. */
export const siteFields = (countries: Countries): FieldTable => ({
  id: idField('s.id', { always: true }),
  country: countryField(countries),
  ...Object.fromEntries(BASE.map((named) => [named.wire, listed(named, true)])),
  ...particularFields(countries),
  created_at: instantField('s.created_at', { always: true }),
  updated_at: instantField('s.updated_at', { always: true }),
  group_id: idField('l.group_id', { among: 'site_groups l WHERE l.site_id = s.id', sortable: false }),
});
