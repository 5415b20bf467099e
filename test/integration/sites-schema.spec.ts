import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { PACKS } from '../../libs/sites/src/domain/countries/index';
import { countryMigration, countryStatements } from '../../libs/sites/src/infrastructure/persistence/country-migration';
import { germany } from '../fixtures/countries/germany/germany.country';
import { freshDatabase, type FreshDatabase } from '../support/database';

interface Entry {
  readonly entity: string;
  readonly id: number;
  readonly action: string;
  readonly changes: unknown;
}

const FRIDAY = '2026-11-20';
const SATURDAY = '2026-11-21';

/** As someone at the prompt of psql: no use case, no transaction but the statement's own. */
describe('rows written by hand', () => {
  let at: FreshDatabase;
  let client: Client;
  beforeAll(async () => {
    at = await freshDatabase();
    client = new Client(at.url);
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await at.close();
  });
  beforeEach(() => client.query('TRUNCATE sites, groups, site_changes RESTART IDENTITY CASCADE'));

  const insert = (row: Readonly<Record<string, unknown>>): Promise<unknown> =>
    client.query(
      `INSERT INTO sites (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row)
        .map((_, i) => `$${i + 1}`)
        .join(', ')})`,
      Object.values(row),
    );
  const base = { name: 'f', installation_date: FRIDAY, max_power_megawatt: 10, min_power_megawatt: 1 };
  const french = { ...base, country: 'FR', useful_energy_at_1_megawatt: 0.8 };
  const italian = { ...base, country: 'IT', installation_date: SATURDAY, efficiency: 0.9 };

  const groups = (...types: string[]): Promise<unknown> =>
    client.query(`INSERT INTO groups (name, type) SELECT 'g', unnest($1::text[])`, [types]);
  const nest = (parent: number, child: number): Promise<unknown> =>
    client.query('INSERT INTO group_children VALUES ($1, $2)', [parent, child]);
  const link = (site: number, group: number): Promise<unknown> =>
    client.query('INSERT INTO site_groups (site_id, group_id) VALUES ($1, $2)', [site, group]);
  const refused = async (work: Promise<unknown>, constraint: string): Promise<void> => {
    await expect(work).rejects.toMatchObject({ constraint });
  };
  const entries = async (): Promise<readonly Entry[]> =>
    (
      await client.query<Entry>(
        'SELECT entity, entity_id AS id, action, changes FROM site_changes ORDER BY site_changes.id',
      )
    ).rows;

  describe('of sites are refused', () => {
    it.each([
      ['sites_name_ck', french, { name: '' }],
      ['sites_name_ck', french, { name: '   ' }],
      ['sites_name_ck', french, { name: '𝔸'.repeat(201) }],
      ['sites_date_ck', french, { installation_date: 'infinity' }],
      ['sites_date_ck', italian, { installation_date: 'infinity' }],
      ['sites_date_ck', italian, { installation_date: '-infinity' }],
      ['sites_date_ck', french, { installation_date: '1799-12-31' }],
      ['sites_date_ck', french, { installation_date: '2200-01-01' }],
      ['sites_max_ck', french, { max_power_megawatt: 'NaN', min_power_megawatt: 0 }],
      ['sites_max_ck', french, { max_power_megawatt: 'Infinity' }],
      ['sites_min_ck', french, { min_power_megawatt: -1 }],
      ['sites_min_ck', french, { min_power_megawatt: '-Infinity' }],
      ['sites_power_range_ck', french, { min_power_megawatt: 11 }],
      ['sites_country_fk', base, { country: 'DE' }],
      ['sites_country_fk', base, { country: 'Site' }],
      ['sites_useful_energy_at_1_megawatt_of_fr_ck', base, { country: 'FR' }],
      ['sites_useful_energy_at_1_megawatt_of_fr_ck', italian, { useful_energy_at_1_megawatt: 0.8 }],
      ['sites_efficiency_of_it_ck', italian, { efficiency: null }],
      ['sites_efficiency_of_it_ck', french, { efficiency: 0.9 }],
      ['sites_fr_useful_energy_at_1_megawatt_ck', french, { useful_energy_at_1_megawatt: -0.1 }],
      ['sites_fr_useful_energy_at_1_megawatt_ck', french, { useful_energy_at_1_megawatt: 'NaN' }],
      ['sites_it_efficiency_ck', italian, { efficiency: 'Infinity' }],
      ['sites_it_weekend_ck', italian, { installation_date: FRIDAY }],
    ])('by %s', async (constraint, row, wrong) => {
      await refused(insert({ ...row, ...wrong }), constraint);
      expect(await entries()).toEqual([]);
    });

    it('by sites_fr_one_per_day_uq, for a new site, another day and another country', async () => {
      await insert(french);
      await insert({ ...french, installation_date: SATURDAY });
      await insert(italian);
      await refused(insert({ ...french, name: 'g' }), 'sites_fr_one_per_day_uq');
      await refused(
        client.query(`UPDATE sites SET installation_date = '${SATURDAY}' WHERE id = 1`),
        'sites_fr_one_per_day_uq',
      );
      const retyped = `UPDATE sites SET country = 'FR', efficiency = NULL, useful_energy_at_1_megawatt = 1 WHERE country = 'IT'`;
      await refused(client.query(retyped), 'sites_fr_one_per_day_uq');
    });

    it('and taken at the edges', async () => {
      await insert({ ...french, name: '𝔸'.repeat(200), installation_date: '1800-01-01', min_power_megawatt: 10 });
      await insert({
        ...french,
        installation_date: '2199-12-31',
        max_power_megawatt: 0,
        min_power_megawatt: 0,
        useful_energy_at_1_megawatt: 0,
      });
      await insert({ ...italian, efficiency: 1e308 });
      await insert(italian);
      expect(await entries()).toHaveLength(4);
    });
  });

  describe('of groups are refused', () => {
    beforeEach(() => insert(french));

    it('when a site would be in a group3, whatever the writer says of its type', async () => {
      await groups('group3', 'group1');
      await refused(link(1, 1), 'site_groups_not_group3_ck');
      await refused(client.query(`INSERT INTO site_groups VALUES (1, 1, 'group1')`), 'site_groups_not_group3_ck');
      await link(1, 2);
      await refused(client.query('UPDATE site_groups SET group_id = 1'), 'site_groups_not_group3_ck');
      await refused(client.query(`UPDATE site_groups SET group_type = 'group2'`), 'site_groups_group_fk');
      await refused(client.query(`UPDATE groups SET type = 'group3' WHERE id = 2`), 'site_groups_not_group3_ck');
      await client.query(`UPDATE groups SET type = 'group2' WHERE id = 2`);
      expect((await client.query('SELECT group_type FROM site_groups')).rows).toEqual([{ group_type: 'group2' }]);
    });

    it('when a site would be below a group3, from either side and at any depth', async () => {
      await groups('group3', 'group1', 'group1', 'group1');
      await nest(1, 2);
      await nest(2, 3);
      await refused(link(1, 3), 'site_groups_no_group3_ancestor_ck');
      await link(1, 4);
      await refused(nest(3, 4), 'group_children_no_group3_ancestor_ck');
      await refused(client.query('UPDATE site_groups SET group_id = 3'), 'site_groups_no_group3_ancestor_ck');
      await client.query('DELETE FROM group_children WHERE parent_id = 1');
      await nest(3, 4);
      await refused(nest(1, 2), 'group_children_no_group3_ancestor_ck');
      await refused(client.query(`UPDATE groups SET type = 'group3' WHERE id = 2`), 'groups_group3_without_sites_ck');
    });

    it('but not when the group3 is below the sites, nor when no site is below it', async () => {
      await groups('group1', 'group3', 'group1');
      await link(1, 1);
      await nest(1, 2);
      await nest(2, 3);
      await client.query(`UPDATE groups SET type = 'group3' WHERE id = 3`);
    });

    it('when they would go round in circles, of any length and in one statement', async () => {
      await groups('group1', 'group1', 'group1');
      await refused(nest(1, 1), 'group_children_acyclic_ck');
      await refused(
        client.query('INSERT INTO group_children VALUES (1, 2), (2, 3), (3, 1)'),
        'group_children_acyclic_ck',
      );
      await nest(1, 2);
      await nest(2, 3);
      await refused(nest(3, 1), 'group_children_acyclic_ck');
      await nest(1, 3);
    });

    it.each([
      ['groups_name_ck', `UPDATE groups SET name = ' '`],
      ['groups_type_ck', `UPDATE groups SET type = 'group4'`],
      ['site_groups_site_fk', 'INSERT INTO site_groups VALUES (99, 1)'],
      ['site_groups_group_fk', 'INSERT INTO site_groups VALUES (1, 99)'],
      ['group_children_parent_fk', 'INSERT INTO group_children VALUES (99, 1)'],
      ['group_children_child_fk', 'INSERT INTO group_children VALUES (1, 99)'],
      ['site_groups_pkey', 'INSERT INTO site_groups VALUES (1, 1), (1, 1)'],
    ])('by %s', async (constraint, sql) => {
      await groups('group1');
      await refused(client.query(sql), constraint);
    });

    it.each([
      'INSERT INTO group_children VALUES (1, 2)',
      'INSERT INTO site_groups VALUES (1, 1)',
      `UPDATE groups SET type = 'group2'`,
    ])('under a snapshot that may be stale: %s', async (sql) => {
      await groups('group1', 'group1');
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      await expect(client.query(sql)).rejects.toMatchObject({ code: '0A000' });
      await client.query('ROLLBACK');
    });
  });

  describe('are remembered', () => {
    it('as what differs, under the role that wrote', async () => {
      await insert(french);
      await client.query(`UPDATE sites SET name = 'z'`);
      await client.query(`UPDATE sites SET name = 'z'`);
      await client.query(
        `UPDATE sites SET country = 'IT', efficiency = 0.9, useful_energy_at_1_megawatt = NULL, installation_date = '${SATURDAY}'`,
      );
      await client.query('DELETE FROM sites');
      expect(await entries()).toEqual([
        {
          entity: 'site',
          id: 1,
          action: 'created',
          changes: Object.fromEntries(Object.entries(french).map(([field, value]) => [field, [null, value]])),
        },
        { entity: 'site', id: 1, action: 'updated', changes: { name: ['f', 'z'] } },
        {
          entity: 'site',
          id: 1,
          action: 'retyped',
          changes: {
            country: ['FR', 'IT'],
            efficiency: [null, 0.9],
            installation_date: [FRIDAY, SATURDAY],
            useful_energy_at_1_megawatt: [0.8, null],
          },
        },
        {
          entity: 'site',
          id: 1,
          action: 'deleted',
          changes: expect.objectContaining({ name: ['z', null], efficiency: [0.9, null] }),
        },
      ]);
      const { rows } = await client.query(
        `SELECT DISTINCT actor, request_id, actor = 'database:' || session_user AS is_role FROM site_changes`,
      );
      expect(rows).toEqual([{ actor: expect.stringMatching(/^database:./), request_id: null, is_role: true }]);
    });

    it('on both sides of a link and of a nesting', async () => {
      await insert(french);
      await groups('group1', 'group2', 'group2');
      await client.query('TRUNCATE site_changes');
      await link(1, 1);
      await nest(1, 2);
      await client.query('UPDATE site_groups SET group_id = 2');
      await client.query('UPDATE group_children SET child_id = 3');
      await client.query(`UPDATE groups SET type = 'group1' WHERE id = 2`);
      const said = (await entries()).map(
        ({ entity, id, action, changes }) => `${entity} ${id} ${action} ${JSON.stringify(changes)}`,
      );
      expect(said).toEqual([
        'site 1 linked {"group_id":1}',
        'group 1 linked {"site_id":1}',
        'group 1 linked {"child_id":2}',
        'group 2 linked {"parent_id":1}',
        'site 1 unlinked {"group_id":1}',
        'group 1 unlinked {"site_id":1}',
        'site 1 linked {"group_id":2}',
        'group 2 linked {"site_id":1}',
        'group 1 unlinked {"child_id":2}',
        'group 2 unlinked {"parent_id":1}',
        'group 1 linked {"child_id":3}',
        'group 3 linked {"parent_id":1}',
        'group 2 retyped {"type":["group2","group1"]}',
      ]);
    });

    it('until the end, which comes last', async () => {
      await insert(french);
      await groups('group1', 'group1');
      await link(1, 1);
      await nest(1, 2);
      await client.query('TRUNCATE site_changes');
      await client.query('DELETE FROM groups WHERE id = 1');
      await link(1, 2);
      await client.query('DELETE FROM sites');
      const said = (await entries()).map(({ entity, id, action }) => `${entity} ${id} ${action}`);
      expect(said).toEqual([
        'site 1 unlinked',
        'group 1 unlinked',
        'group 1 unlinked',
        'group 2 unlinked',
        'group 1 deleted',
        'site 1 linked',
        'group 2 linked',
        'site 1 unlinked',
        'group 2 unlinked',
        'site 1 deleted',
      ]);
    });

    it('many at once', async () => {
      await client.query(
        `INSERT INTO sites (country, name, installation_date, max_power_megawatt, min_power_megawatt, useful_energy_at_1_megawatt)
         SELECT 'FR', 'n' || i, '2000-01-01'::date + i, i, 0, 1 FROM generate_series(1, 500) i`,
      );
      await client.query('UPDATE sites SET max_power_megawatt = max_power_megawatt + 1 WHERE id <= 300');
      await client.query('DELETE FROM sites WHERE id <= 100');
      const { rows } = await client.query(
        'SELECT action, count(DISTINCT entity_id)::integer AS items FROM site_changes GROUP BY action ORDER BY action',
      );
      expect(rows).toEqual([
        { action: 'created', items: 500 },
        { action: 'deleted', items: 100 },
        { action: 'updated', items: 300 },
      ]);
    });

    it('in entries that nobody changes or takes away', async () => {
      await insert(french);
      await refused(client.query(`UPDATE site_changes SET actor = 'me'`), 'site_changes_append_only');
      await refused(client.query('DELETE FROM site_changes'), 'site_changes_append_only');
      expect(await entries()).toHaveLength(1);
    });
  });

  describe('carry a version', () => {
    it('that goes up with each change and with nothing else, whatever the writer says', async () => {
      const stored = async (table: string): Promise<unknown> =>
        (await client.query(`SELECT version, updated_at > created_at AS is_later FROM ${table} WHERE id = 1`)).rows[0];
      await insert(french);
      await groups('group1');
      await link(1, 1);
      expect(await stored('sites')).toEqual({ version: 1, is_later: false });
      await client.query(`UPDATE sites SET name = 'f', version = 1`);
      expect(await stored('sites')).toEqual({ version: 1, is_later: false });
      await client.query('SELECT pg_sleep(0.002)');
      await client.query(`UPDATE sites SET name = 'g', version = 40, updated_at = '2000-01-01'`);
      expect(await stored('sites')).toEqual({ version: 2, is_later: true });
      await client.query(`UPDATE groups SET name = 'h'`);
      expect(await stored('groups')).toEqual({ version: 2, is_later: true });
    });
  });
});

describe('a column that a country adds later', () => {
  it('counts as a change and is remembered', async () => {
    const at = await freshDatabase();
    const client = new Client(at.url);
    await client.connect();
    try {
      const { up, down } = countryStatements(germany, PACKS);
      await client.query(up.join(';'));
      await client.query(
        `INSERT INTO sites (country, name, installation_date, max_power_megawatt, min_power_megawatt, efficiency, kwk_factor)
         VALUES ('DE', 'd', '2026-11-20', 2, 1, 0.9, 1)`,
      );
      await client.query('UPDATE sites SET kwk_factor = 2');
      const { rows } = await client.query(
        'SELECT s.version, c.changes FROM sites s, site_changes c ORDER BY c.id DESC LIMIT 1',
      );
      expect(rows).toEqual([{ version: 2, changes: { kwk_factor: [1, 2] } }]);
      await expect(client.query(down.join(';'))).rejects.toMatchObject({ constraint: 'sites_country_fk' });
    } finally {
      await client.end();
      await at.close();
    }
  });
});

describe('the migration of a country', () => {
  it.each(PACKS.map((pack, place) => [pack.slug, pack, place] as const))(
    '%s is what its pack prints',
    (slug, pack, place) => {
      const timestamp = 1763700210000 + place * 10_000;
      const file = join(__dirname, `../../migrations/${timestamp}-sites-${slug}.ts`);
      expect(readFileSync(file, 'utf8')).toBe(countryMigration(pack, PACKS.slice(0, place), timestamp));
    },
  );
});
