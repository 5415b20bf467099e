// What reading an opportunity costs without any framework's rules: one Fastify route, one statement that makes the JSON and
// writes the access down.
import Fastify from 'fastify';
import { randomUUID } from 'node:crypto';
import pg from 'pg';

const SQL = `WITH found AS MATERIALIZED (
    SELECT row_to_json(x)::text AS json FROM opportunity o CROSS JOIN LATERAL (SELECT $2::uuid AS response_id, o.id,
      o.borrower_age AS age_emprunteur, o.main_bank AS banque_principale, o.had_mortgage AS deja_souscrit_credit_immo,
      o.borrower_category AS categorie_professionnelle, o.borrower_contract AS contrat_travail,
      trim_scale(o.revenue) AS revenu_total, trim_scale(o.loan_principal) AS montant_pret_principal,
      o.stage AS stage_name) x WHERE o.id = $1),
  seen AS (INSERT INTO lending_access (actor, action, response_id, opportunity_ids, rows, request_id)
    SELECT $3, 'opportunity', $2::uuid, ARRAY[$1::varchar], 1, $4 FROM found)
  SELECT * FROM found`;

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const server = Fastify();
server.get('/opportunities/:id', async (request, reply) => {
  const { rows } = await pool.query(SQL, [request.params.id, randomUUID(), 'anonymous', request.id]);
  return rows[0] ? reply.type('application/json; charset=utf-8').send(rows[0].json) : reply.code(404).send();
});
process.once('SIGTERM', () => void server.close().then(() => pool.end()));
await server.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
