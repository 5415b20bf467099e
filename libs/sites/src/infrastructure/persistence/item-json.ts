import { jsonArray, jsonInstant, type JsonMembers, jsonObject, jsonPlain, jsonQuoted } from '@hexagone/platform';
import type { CountryPack } from '../../domain/country-pack';
import { packColumns } from './pack-columns';

const ids = (column: string, from: string): string => jsonArray(`SELECT ${column} FROM ${from} ORDER BY ${column}`);

/** Of a row of `sites` called `s`. */
export const siteMembers = (packs: readonly CountryPack[]): JsonMembers => ({
  id: jsonPlain('s.id'),
  country: jsonQuoted('s.country'),
  name: jsonQuoted('s.name'),
  installation_date: jsonQuoted('s.installation_date'),
  max_power_megawatt: jsonPlain('s.max_power_megawatt'),
  min_power_megawatt: jsonPlain('s.min_power_megawatt'),
  ...Object.fromEntries(
    packColumns(packs).map(({ column, field: { type } }) => {
      const isQuoted = type === 'text' || type === 'choice' || type === 'day';
      return [column, isQuoted ? jsonQuoted(`s.${column}`) : jsonPlain(`s.${column}`)];
    }),
  ),
  group_ids: ids('l.group_id', 'site_groups l WHERE l.site_id = s.id'),
  created_at: jsonInstant('s.created_at'),
  updated_at: jsonInstant('s.updated_at'),
});

/** Of a row of `groups` called `g`. */
export const groupMembers: JsonMembers = {
  id: jsonPlain('g.id'),
  name: jsonQuoted('g.name'),
  type: jsonQuoted('g.type'),
  parent_ids: ids('e.parent_id', 'group_children e WHERE e.child_id = g.id'),
  child_ids: ids('e.child_id', 'group_children e WHERE e.parent_id = g.id'),
  site_count: '(SELECT count(*)::text FROM site_groups l WHERE l.group_id = g.id)',
  created_at: jsonInstant('g.created_at'),
  updated_at: jsonInstant('g.updated_at'),
};

/** SQL of the body of a site, as text. */
export const siteJson = (packs: readonly CountryPack[]): string => jsonObject(siteMembers(packs));

/** SQL of the body of a group, as text. */
export const groupJson = jsonObject(groupMembers);
