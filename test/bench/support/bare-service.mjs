// What reading a commune costs without any framework's rules: one Fastify route, one statement, JSON made in SQL. PREPARED:
// the statement is planned once per connection, which no transaction pooler before 1.21 allows.
import Fastify from 'fastify';
import pg from 'pg';

const SQL = `SELECT json_strip_nulls(json_build_object('nom', nom, 'code', code, 'codeDepartement', departement_code, 'siren', siren,
  'codeEpci', epci_code, 'codeRegion', region_code, 'codesPostaux', codes_postaux, 'population', population))::text AS item
  FROM territory.commune WHERE code = $1`;

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const named = process.env.PREPARED ? { name: 'commune' } : {};
const server = Fastify();
server.get('/communes/:code', async (request, reply) => {
  const { rows } = await pool.query({ ...named, text: SQL, values: [request.params.code] });
  return rows[0] ? reply.type('application/json; charset=utf-8').send(rows[0].item) : reply.code(404).send();
});
process.once('SIGTERM', () => void server.close().then(() => pool.end()));
await server.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
