import { type Bilingual, dayIn, declaredProblems } from '@hexagone/kernel';
import { BASE } from './base-fields';
import type { CountryPack, Rule } from './country-pack';
import { faultOf } from './field-faults';
import { type NamedField, namedFields } from './named-field';
import { siteOf } from './site-of';

/** Longest name of PostgreSQL. */
const MOST_BYTES = 63;

const PATHS = ['batch', 'free-days'];
/** Members of a site and parameters of its lists, which no pack takes for a field of its own. */
const RESERVED = new Set([
  ...BASE.map(({ wire }) => wire),
  ...['id', 'country', 'group_ids', 'group_id', 'version', 'created_at', 'updated_at'],
  ...['limit', 'cursor', 'page', 'sort', 'count', 'fields', 'filter', 'format', 'recursive', 'dry_run'],
  ...['items_per_page', 'sort_by', 'sort_order', 'installation_date_from', 'installation_date_to'],
]);

/** Throws an Error that names the pack by its slug, and everything that is wrong with it. */
export function refuseContradictions(packs: readonly CountryPack[]): void {
  packs.forEach((pack, index) => {
    const earlier = packs.slice(0, index);
    const [wrong] = [
      ...ofNames(pack, earlier),
      ...ofFields(pack, earlier),
      ...ofRules(pack, earlier),
      ...ofClass(pack),
    ];
    if (wrong !== undefined) throw new Error(`Country pack ${pack.slug}: ${wrong}`);
  });
}

const found = (...claims: readonly (readonly [wrong: boolean, what: string])[]): string[] =>
  claims.filter(([wrong]) => wrong).map(([, what]) => what);

function ofNames(pack: CountryPack, earlier: readonly CountryPack[]): string[] {
  const { code, slug, aliases, name, timeZone } = pack;
  const taken = earlier.flatMap((other) =>
    [other.code, other.slug, ...other.aliases].map((text) => text.toLowerCase()),
  );
  const words = [slug, ...aliases].map((text) => text.toLowerCase());
  return [
    ...found(
      [!/^[A-Z]{2}$/.test(code), `the code ${code} is not two capitals`],
      [earlier.some((other) => other.code === code), `the code ${code} is used twice`],
      [!/^[a-z0-9-]+$/.test(slug), `the slug ${slug} does not fit in a path`],
      [!isSaid(name), 'its name lacks a language'],
      [!isTimeZone(timeZone), `there is no time zone ${timeZone}`],
    ),
    ...words.flatMap((word, at) =>
      found(
        [[...taken, code.toLowerCase(), ...words.slice(0, at)].includes(word), `the name ${word} is used twice`],
        [/^\d*$/.test(word), `the name "${word}" would be taken for an id`],
        [PATHS.includes(word), `the name ${word} is a path of its own`],
      ),
    ),
  ];
}

function ofFields(pack: CountryPack, earlier: readonly CountryPack[]): string[] {
  const own = namedFields(pack.fields);
  const others = earlier.flatMap(({ slug, fields }) => namedFields(fields).map((field) => ({ ...field, slug })));
  return own.flatMap(({ property, wire, field }, at) => {
    const other = others.find((known) => known.wire === wire);
    const fault = faultOf(field, wire, field.example);
    return found(
      [RESERVED.has(wire), `the field ${property} has the name of a member or parameter of every site`],
      [!/^[a-z][a-z0-9_]{0,62}$/.test(wire), `the field ${property} makes no name of a column`],
      [own.slice(0, at).some((before) => before.wire === wire), `two fields are called ${wire}`],
      [!isSaid(field.label), `the label of ${property} lacks a language`],
      [fault !== null, `the example of ${property} is wrong: ${fault?.detail.en ?? ''}`],
      [other !== undefined && !isSame(other, { property, wire, field }), differs(property, other?.slug)],
    );
  });
}

const differs = (property: string, slug = ''): string => `the field ${property} has another type or unit in ${slug}`;

const isSame = (one: NamedField, other: NamedField): boolean =>
  one.property === other.property && one.field.type === other.field.type && one.field.unit === other.field.unit;

function ofRules(pack: CountryPack, earlier: readonly CountryPack[]): string[] {
  const before = earlier.flatMap(({ rules }) => rules);
  const properties = [...BASE, ...namedFields(pack.fields)].map(({ property }) => property);
  const prefix = `sites_${pack.code.toLowerCase()}_`;
  return pack.rules.flatMap(({ code, summary, keptBy }, at) => {
    const others: readonly Rule[] = [...before, ...pack.rules.slice(0, at)];
    const { constraint } = keptBy;
    const unknown = 'uniqueBy' in keptBy ? keptBy.uniqueBy.find((name) => !properties.includes(name)) : undefined;
    return found(
      [!declaredProblems().has(code), `the rule ${code} has no declared problem`],
      [others.some((rule) => rule.code === code), `the rule ${code} is there twice`],
      [!isSaid(summary), `the summary of ${code} lacks a language`],
      [!constraint.startsWith(prefix), `the constraint ${constraint} does not start with ${prefix}`],
      [!/^[a-z0-9_]+$/.test(constraint), `the constraint ${constraint} is not in small letters, digits and _`],
      [constraint.length > MOST_BYTES, `the constraint ${constraint} is longer than ${MOST_BYTES} bytes`],
      [others.some((rule) => rule.keptBy.constraint === constraint), `the constraint ${constraint} is there twice`],
      [unknown !== undefined, `the rule ${code} is unique by ${unknown ?? ''}, which no site has`],
    );
  });
}

function ofClass(pack: CountryPack): string[] {
  const fields = [...BASE, ...namedFields(pack.fields)];
  const { country } = siteOf(pack, Object.fromEntries(fields.map(({ property, field }) => [property, field.example])));
  return found([country !== pack.code, `its class says that the country is ${country}`]);
}

const isSaid = ({ en, fr }: Bilingual): boolean => en.trim() !== '' && fr.trim() !== '';

function isTimeZone(name: string): boolean {
  try {
    dayIn(name, new Date(0));
    return true;
  } catch {
    return false;
  }
}
