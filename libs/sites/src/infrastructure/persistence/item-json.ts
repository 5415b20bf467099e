import type { CountryPack } from '../../domain/country-pack';
import { packColumns } from './pack-columns';

/** One member of a JSON object. */
export interface JsonMember {
  readonly name: string;
  /** SQL of its value as JSON text; null: this row has no such member. */
  readonly json: string;
}

const plain = (name: string): JsonMember => ({ name, json: `s.${name}::text` });
const quoted = (name: string): JsonMember => ({ name, json: `to_json(s.${name})::text` });
const instant = (name: string): JsonMember => ({
  name,
  json: String.raw`to_char(s.${name} AT TIME ZONE 'UTC', '\"YYYY-MM-DD"T"HH24:MI:SS.MS"Z"\"')`,
});
const ids = (name: string, select: string, from: string): JsonMember => ({
  name,
  json: `array_to_json(ARRAY(SELECT ${select} FROM ${from} ORDER BY ${select}))::text`,
});

/** Members of a site in the order of its body; the row of `sites` is called `s`. */
export const siteMembers = (packs: readonly CountryPack[]): readonly JsonMember[] => [
  plain('id'),
  quoted('country'),
  quoted('name'),
  quoted('installation_date'),
  plain('max_power_megawatt'),
  plain('min_power_megawatt'),
  ...packColumns(packs).map(({ column, field }) => {
    const asItStands = field.type === 'decimal' || field.type === 'integer' || field.type === 'boolean';
    return asItStands ? plain(column) : quoted(column);
  }),
  ids('group_ids', 'l.group_id', 'site_groups l WHERE l.site_id = s.id'),
  instant('created_at'),
  instant('updated_at'),
];

/** Members of a group in the order of its body; the row of `groups` is called `s`. */
export const groupMembers: readonly JsonMember[] = [
  plain('id'),
  quoted('name'),
  quoted('type'),
  ids('parent_ids', 'e.parent_id', 'group_children e WHERE e.child_id = s.id'),
  ids('child_ids', 'e.child_id', 'group_children e WHERE e.parent_id = s.id'),
  { name: 'site_count', json: '(SELECT count(*)::text FROM site_groups l WHERE l.group_id = s.id)' },
  instant('created_at'),
  instant('updated_at'),
];

/** SQL of a JSON object as text, without what the row lacks. */
export const jsonObject = (members: readonly JsonMember[]): string =>
  `'{' || substr(concat(${members.map(({ name, json }) => `',"${name}":' || ${json}`).join(', ')}), 2) || '}'`;

/** SQL of the body of a site, as text, from a row of `sites` called `s`. */
export const siteJson = (packs: readonly CountryPack[]): string => jsonObject(siteMembers(packs));

/** SQL of the body of a group, as text, from a row of `groups` called `s`. */
export const groupJson = jsonObject(groupMembers);
