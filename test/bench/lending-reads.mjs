// GET /opportunities/{id} against bare Fastify with the same statement, each answer written down by both; the best
// proposals of all as CSV: time and memory.
import { join } from 'node:path';
import { freePort, hexagone, load, median, serve, serveHexagone, sql, urlOf } from './support/hexagone.mjs';
import { streamed } from './support/streamed.mjs';

const ROUNDS = 4;
const CONNECTIONS = 16;
const BEST = '/opportunities/best-proposals?format=csv';

async function mustAgree(services, paths) {
  for (const path of paths) {
    const said = await Promise.all(services.map(({ origin }) => fetch(origin + path).then((answer) => answer.json())));
    const [one, other] = said.map(({ response_id: _, ...rest }) => JSON.stringify(rest));
    if (one !== other) throw new Error(`${path}: ${one} and ${other}`);
  }
}

async function filled(bench, rows) {
  const url = urlOf(bench, 'lending');
  await sql(bench.url, (client) => client.query('CREATE DATABASE lending'));
  await hexagone(bench, url, 'db', 'migrate');
  const out = join(bench.scratch, 'lending');
  await hexagone(bench, url, 'sample', 'lending', '--rows', String(rows), '--out', out);
  for (const dataset of ['banks', 'opportunities', 'proposals'])
    await hexagone(bench, url, 'import', dataset, '--from', join(out, `${dataset}.csv`));
  await sql(url, (client) => client.query('VACUUM ANALYZE'));
  const ids = await sql(url, (client) => client.query('SELECT id FROM opportunity ORDER BY md5(id) LIMIT 2000'));
  return { url, paths: ids.rows.map(({ id }) => `/opportunities/${id}`) };
}

export async function run(bench) {
  const seconds = bench.args[0] || 3;
  const { url, paths } = await filled(bench, bench.args[1] || 183_496);
  const env = { ...process.env, DATABASE_URL: url };
  const bare = await serve(bench, 'test/bench/support/bare-opportunity.mjs', env, await freePort(), paths[0]);
  const ours = await serveHexagone(bench, url, await freePort(), paths[0]);
  const child = [...bench.children].at(-1);
  await mustAgree([bare, ours], paths.slice(0, 50));
  const requests = paths.map((path) => ({ path, headers: {} }));
  const results = { bare: [], hexagone: [] };
  for (let round = 0; round < ROUNDS; round++)
    for (const [side, { origin }] of Object.entries({ bare, hexagone: ours }))
      results[side].push(await load(bench, { origin, requests, status: 200, connections: CONNECTIONS, seconds }));
  const of = (side, figure) => median(results[side].slice(1).map((result) => result[figure]));
  for (const side of Object.keys(results))
    process.stdout.write(
      `one opportunity ${side.padEnd(8)} ${Math.round(of(side, 'perSecond'))} requests/s, ` +
        `${(of(side, 'perSecond') / of('bare', 'perSecond')).toFixed(2)} × bare, ` +
        `p50 ${of(side, 'p50').toFixed(1)} ms, p99 ${of(side, 'p99').toFixed(1)} ms\n`,
    );
  const alone = await load(bench, { origin: ours.origin, requests, status: 200, connections: 1, seconds });
  process.stdout.write(`one at a time   p50 ${alone.p50.toFixed(2)} ms, p99 ${alone.p99.toFixed(2)} ms\n`);
  for (let warming = 0; warming < 2; warming++) await streamed(ours.origin + BEST, child);
  for (let round = 0; round < 3; round++) {
    const { first, total, bytes, lines, growth } = await streamed(ours.origin + BEST, child);
    process.stdout.write(
      `best proposals  ${lines} lines, ${(bytes / 2 ** 20).toFixed(1)} MiB in ${total.toFixed(0)} ms, ` +
        `first byte after ${first.toFixed(0)} ms, grew by ${growth.toFixed(0)} MiB\n`,
    );
  }
  bare.stop();
  ours.stop();
}
