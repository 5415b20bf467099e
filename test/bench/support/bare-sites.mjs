// What reading sites costs without any framework's rules: two Fastify routes, JSON made in SQL, the same bodies.
import Fastify from 'fastify';
import pg from 'pg';

const INSTANT = String.raw`'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
const ITEM = `json_strip_nulls(json_build_object('id', s.id, 'country', s.country, 'name', s.name, 'installation_date', s.installation_date,
  'max_power_megawatt', s.max_power_megawatt, 'min_power_megawatt', s.min_power_megawatt,
  'useful_energy_at_1_megawatt', s.useful_energy_at_1_megawatt, 'efficiency', s.efficiency,
  'group_ids', ARRAY(SELECT l.group_id FROM site_groups l WHERE l.site_id = s.id ORDER BY 1),
  'created_at', to_char(s.created_at AT TIME ZONE 'UTC', ${INSTANT}), 'updated_at', to_char(s.updated_at AT TIME ZONE 'UTC', ${INSTANT})))`;
const ONE = `SELECT ${ITEM}::text AS item FROM sites s WHERE s.id = $1`;
const PAGE = `SELECT '[' || string_agg(${ITEM}::text, ',' ORDER BY s.id) || ']' AS items, (SELECT count(*) FROM sites) AS total
  FROM (SELECT * FROM sites ORDER BY id LIMIT $1) s`;

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const server = Fastify();
const json = 'application/json; charset=utf-8';
server.get('/sites', async ({ query, url }, reply) => {
  const limit = Number(query.limit);
  const { rows } = await pool.query(PAGE, [limit]);
  const { items, total } = rows[0];
  const meta = `{"limit":${limit},"has_more":${total > limit},"total":${total}}`;
  return reply.type(json).send(`{"data":${items},"meta":${meta},"links":{"self":${JSON.stringify(url)}}}`);
});
server.get('/sites/:id', async (request, reply) => {
  const { rows } = await pool.query(ONE, [request.params.id]);
  return rows[0] ? reply.type(json).send(rows[0].item) : reply.code(404).send();
});
process.once('SIGTERM', () => void server.close().then(() => pool.end()));
await server.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
