import type { Listing, ListSource, ListWords, SqlParameters } from '@hexagone/platform';
import type { Countries } from '../../domain/countries';
import { GroupNotFound } from '../../domain/group.errors';
import { siteMembers } from '../persistence/item-json';
import { SITE_INCLUDES } from './includes';
import { siteFields } from './site-fields';

const FROM: ListSource = { from: 'sites s', where: [], id: 's.id' };

const inGroup = (id: number, to: SqlParameters): ListSource => ({
  ...FROM,
  where: [`s.id IN (SELECT l.site_id FROM site_groups l WHERE l.group_id = ${to.add(id)}::integer)`],
});

/** Each site once, however many ways lead to it. */
const atOrBelow = (id: number, to: SqlParameters): ListSource => ({
  ...FROM,
  with: `RECURSIVE below(id) AS (SELECT ${to.add(id)}::integer
      UNION SELECT e.child_id FROM group_children e JOIN below b ON e.parent_id = b.id),
    held AS MATERIALIZED (SELECT DISTINCT l.site_id AS id FROM site_groups l JOIN below b ON b.id = l.group_id)`,
  where: ['s.id IN (SELECT id FROM held)'],
});

/** What can be listed of the sites of these countries, and with which words. */
export class SiteListings {
  readonly all: Listing;
  readonly words: ListWords;

  constructor(countries: Countries) {
    const members = siteMembers(countries.packs);
    const table = siteFields(countries);
    this.words = {
      table,
      members: Object.keys(members),
      includes: Object.keys(SITE_INCLUDES),
      aliases: {
        installation_date_from: 'installation_date[gte]',
        installation_date_to: 'installation_date[lte]',
      },
    };
    this.all = { resource: 'sites', fileName: 'sites', table, members, includes: SITE_INCLUDES, source: () => FROM };
  }

  ofCountry(code: string): Listing {
    const source = (to: SqlParameters): ListSource => ({ ...FROM, where: [`s.country = ${to.add(code)}::text`] });
    return { ...this.all, resource: `sites of ${code}`, source };
  }

  /** Those of a group; `recursive`: also of all groups below it. */
  ofGroup(id: number, recursive: boolean): Listing {
    return {
      ...this.all,
      resource: `groups/${id}/sites ${recursive}`,
      source: (to) => (recursive ? atOrBelow : inGroup)(id, to),
      owner: { known: (to) => groupExists(id, to), missing: () => new GroupNotFound(id) },
    };
  }
}

export const groupExists = (id: number, to: SqlParameters): string =>
  `EXISTS (SELECT FROM groups WHERE id = ${to.add(id)}::integer)`;
