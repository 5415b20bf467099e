// A base of sites as large as asked, the same every time: French sites on days of their own, Italian ones on weekends, groups
// in twenty levels, each with two parents in the level above it and all below the first, links spread over all of them.
const LEVELS = 20;

const FRENCH = `
  INSERT INTO sites (country, name, installation_date, max_power_megawatt, min_power_megawatt, useful_energy_at_1_megawatt)
  SELECT 'FR', 'Site ' || md5(i::text), date '1800-01-01' + i * 2, 10 + i % 90, i % 10, i * 7919 % 1000 / 1000.0
  FROM generate_series(1, $1::int) i`;

const ITALIAN = `
  INSERT INTO sites (country, name, installation_date, max_power_megawatt, min_power_megawatt, efficiency)
  SELECT 'IT', 'Sito ' || md5(i::text), date '1800-01-04' + i % 20000 * 7 + i % 2, 10 + i % 90, i % 10, i * 7919 % 1000 / 1000.0
  FROM generate_series(1, $1::int) i`;

const GROUPS = `
  INSERT INTO groups (name, type) SELECT 'Group ' || i, 'group' || 1 + i % 2 FROM generate_series(1, $1::int) i`;

/** Group 1 alone is level 0; the others are dealt over the levels below it in order. */
const NESTINGS = `
  WITH place AS (
    SELECT id, CASE WHEN id = 1 THEN 0 ELSE 1 + (id - 2) % (${LEVELS} - 1) END AS level, (id - 2) / (${LEVELS} - 1) AS rank FROM groups),
  wide AS (SELECT level, count(*)::int AS width FROM place GROUP BY level)
  INSERT INTO group_children (parent_id, child_id)
  SELECT DISTINCT parent.id, child.id FROM place child JOIN wide ON wide.level = child.level - 1
  CROSS JOIN generate_series(0, 1) twice
  JOIN place parent ON parent.level = child.level - 1
    AND parent.rank = CASE WHEN child.level = 1 THEN parent.rank ELSE (child.rank * 31 + twice * 7) % wide.width END
  WHERE child.id > 1`;

const LINKS = `
  INSERT INTO site_groups (site_id, group_id, group_type)
  SELECT s, g.id, g.type FROM generate_series(1, $1::int) s CROSS JOIN generate_series(0, $3::int - 1) nth
  JOIN groups g ON g.id = 1 + (s::bigint * 2654435761 + nth * 40503 * 97) % $2::int
  ON CONFLICT DO NOTHING`;

const TABLES = ['sites', 'groups', 'group_children', 'site_groups'];

/** The triggers rest meanwhile: what is loaded keeps their rules by its making, and has no history. */
export async function generate(client, { french, italian, groups, linksPerSite }) {
  await client.query('SET statement_timeout = 0');
  for (const table of TABLES) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  await client.query(FRENCH, [french]);
  await client.query(ITALIAN, [italian]);
  await client.query(GROUPS, [groups]);
  await client.query(NESTINGS);
  await client.query(LINKS, [french + italian, groups, linksPerSite]);
  for (const table of TABLES) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  await client.query('VACUUM ANALYZE');
  const counts = TABLES.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`);
  return (await client.query(`SELECT ${counts.join(', ')}`)).rows[0];
}
