// GET /consumption of one year against bare Fastify; six years as NDJSON: memory and first byte; the average of three
// days by SQL, on one year of one area and on thirteen years of thirteen.
import { freePort, hexagone, load, median, serve, serveHexagone, sql, urlOf } from './support/hexagone.mjs';
import { streamed } from './support/streamed.mjs';

const ROUNDS = 4;
const YEAR = { start: '2018-01-01T00:00:00Z', end: '2018-12-31T23:30:00Z' };
const SIX_YEARS = { start: '2014-01-01', end: '2019-12-31', format: 'ndjson' };

/** As RTE publishes them: the hour that the clock shows twice in October is there once. */
const POINTS = `INSERT INTO load_point (area_id, at, mw, nature, run_id)
  SELECT a.id, at, 30000 + (extract(epoch FROM at)::bigint / 1800 * 7919) % 50021, 3, 1
  FROM generate_series($1::timestamptz, $2, '30 minutes') AS at, energy_area a WHERE a.id = ANY ($3)
    AND at AT TIME ZONE 'Europe/Paris' <> (at - interval '1 hour') AT TIME ZONE 'Europe/Paris'
  ORDER BY a.id, at ON CONFLICT DO NOTHING`;
const AVERAGE = `SELECT avg(mw) AS average_mw, count(*) AS half_hours FROM load_point
  WHERE area_id = 0
    AND at BETWEEN (TIMESTAMP '2018-01-01 06:00:00' AT TIME ZONE 'Europe/Paris')
               AND (TIMESTAMP '2018-01-03 17:00:00' AT TIME ZONE 'Europe/Paris')
    AND mod(extract(epoch FROM at)::bigint, 1800) = 0`;

async function fill(client, from, until, areas) {
  await client.query('SET statement_timeout = 0');
  await client.query(POINTS, [from, until, areas]);
  await client.query('VACUUM (ANALYZE) load_point');
}

/** Buffers of the warm plan, and the median time of the statement (ms). */
async function measured(client) {
  const times = [];
  for (let i = 0; i < 400; i++) {
    const began = performance.now();
    await client.query(AVERAGE);
    times.push(performance.now() - began);
  }
  const { rows } = await client.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${AVERAGE}`);
  const [{ Plan: plan }] = rows[0]['QUERY PLAN'];
  return { buffers: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'], milliseconds: median(times.slice(100)) };
}

async function averages(url) {
  return sql(url, async (client) => {
    await fill(client, '2018-01-01T00:00Z', '2018-12-31T23:30Z', [0]);
    const small = await measured(client);
    const areas = (await client.query('SELECT id FROM energy_area')).rows.map(({ id }) => id);
    await fill(client, '2012-01-01T00:00Z', '2024-12-31T23:30Z', areas);
    const { rows } = await client.query('SELECT count(*) AS points FROM load_point');
    return { small, large: await measured(client), points: rows[0].points };
  });
}

const told = ({ buffers, milliseconds }) => `${buffers} buffers, ${milliseconds.toFixed(3)} ms`;
const path = (query) => `/consumption?${new URLSearchParams(query)}`;

async function mustAgree(one, other) {
  const [expected, found] = await Promise.all(
    [one, other].map(async ({ origin }) => (await (await fetch(origin + path(YEAR))).json()).data),
  );
  const plain = (points) => JSON.stringify(points.map((p) => [Date.parse(p.date), p.consumption, p.nature]));
  if (expected.length !== 17_518 || plain(expected) !== plain(found)) throw new Error('The two sides disagree');
}

export async function run(bench) {
  const seconds = bench.args[0] || 4;
  const url = urlOf(bench, 'energy');
  await sql(bench.url, (client) => client.query('CREATE DATABASE energy'));
  await hexagone(bench, url, 'datasets');
  const { small, large, points } = await averages(url);
  const ratio = (large.milliseconds / small.milliseconds).toFixed(2);
  process.stdout.write(
    `average by SQL  one year: ${told(small)}; ${points} points: ${told(large)}, ${ratio} × as long\n`,
  );

  const [barePort, port] = [await freePort(), await freePort()];
  const env = { ...process.env, DATABASE_URL: url };
  const bare = await serve(bench, 'test/bench/support/bare-consumption.mjs', env, barePort, path(YEAR));
  const ours = await serveHexagone(bench, url, port, path(YEAR));
  const child = [...bench.children].at(-1);
  await mustAgree(bare, ours);
  const sides = { bare, hexagone: ours };
  const results = { bare: [], hexagone: [] };
  for (let round = 0; round < ROUNDS; round++)
    for (const [side, { origin }] of Object.entries(sides)) {
      const requests = [{ path: path(YEAR), headers: {} }];
      results[side].push(await load(bench, { origin, requests, status: 200, connections: 4, seconds }));
    }
  const of = (side, figure) => median(results[side].slice(1).map((result) => result[figure]));
  for (const side of Object.keys(sides))
    process.stdout.write(
      `year as JSON    ${side.padEnd(8)} ${of(side, 'perSecond').toFixed(1)} requests/s, ` +
        `${(of(side, 'perSecond') / of('bare', 'perSecond')).toFixed(2)} × bare, p50 ${of(side, 'p50').toFixed(1)} ms\n`,
    );
  for (let warming = 0; warming < 5; warming++) await streamed(ours.origin + path(SIX_YEARS), child);
  for (let round = 0; round < 3; round++) {
    const { first, total, bytes, lines, growth } = await streamed(ours.origin + path(SIX_YEARS), child);
    process.stdout.write(
      `six years       ${lines} lines, ${(bytes / 2 ** 20).toFixed(1)} MiB in ${total.toFixed(0)} ms, ` +
        `first byte after ${first.toFixed(0)} ms (${((100 * first) / total).toFixed(1)} %), grew by ${growth.toFixed(0)} MiB\n`,
    );
  }
  bare.stop();
  ours.stop();
}
