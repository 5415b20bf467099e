import type { CountryPack } from '../../domain/country-pack';
import { packColumns } from './pack-columns';

/** Members of a JSON object, in order: name → SQL of the value as JSON text, null where the row has no such member. */
export type JsonMembers = Readonly<Record<string, string>>;

const plain = (column: string): string => `${column}::text`;
const quoted = (column: string): string => `to_json(${column})::text`;
const instant = (column: string): string =>
  String.raw`to_char(${column} AT TIME ZONE 'UTC', '\"YYYY-MM-DD"T"HH24:MI:SS.MS"Z"\"')`;
const ids = (column: string, from: string): string =>
  `array_to_json(ARRAY(SELECT ${column} FROM ${from} ORDER BY ${column}))::text`;

/** Of a row of `sites` called `s`. */
export const siteMembers = (packs: readonly CountryPack[]): JsonMembers => ({
  id: plain('s.id'),
  country: quoted('s.country'),
  name: quoted('s.name'),
  installation_date: quoted('s.installation_date'),
  max_power_megawatt: plain('s.max_power_megawatt'),
  min_power_megawatt: plain('s.min_power_megawatt'),
  ...Object.fromEntries(
    packColumns(packs).map(({ column, field: { type } }) => {
      const isQuoted = type === 'text' || type === 'choice' || type === 'day';
      return [column, isQuoted ? quoted(`s.${column}`) : plain(`s.${column}`)];
    }),
  ),
  group_ids: ids('l.group_id', 'site_groups l WHERE l.site_id = s.id'),
  created_at: instant('s.created_at'),
  updated_at: instant('s.updated_at'),
});

/** Of a row of `groups` called `g`. */
export const groupMembers: JsonMembers = {
  id: plain('g.id'),
  name: quoted('g.name'),
  type: quoted('g.type'),
  parent_ids: ids('e.parent_id', 'group_children e WHERE e.child_id = g.id'),
  child_ids: ids('e.child_id', 'group_children e WHERE e.parent_id = g.id'),
  site_count: '(SELECT count(*)::text FROM site_groups l WHERE l.group_id = g.id)',
  created_at: instant('g.created_at'),
  updated_at: instant('g.updated_at'),
};

/** SQL of the JSON object as text, without what the row lacks. */
export function jsonOf(members: JsonMembers): string {
  const written = Object.entries(members).map(([name, json]) => `',"${name}":' || ${json}`);
  return `'{' || substr(concat(${written.join(', ')}), 2) || '}'`;
}

/** SQL of the body of a site, as text. */
export const siteJson = (packs: readonly CountryPack[]): string => jsonOf(siteMembers(packs));

/** SQL of the body of a group, as text. */
export const groupJson = jsonOf(groupMembers);
