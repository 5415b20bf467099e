// GET /communes/{code} with a token against the same without: what it costs to know who calls.
import { freePort, load, median, serveHexagone, sql, urlOf, withTerritory } from './support/hexagone.mjs';

const ROUNDS = 5;
const CONNECTIONS = 32;
/** What a token may add to a read of one row. */
const MOST = 1.15;

const codesOf = (url) =>
  sql(url, async (client) => {
    const { rows } = await client.query('SELECT code FROM territory.commune ORDER BY md5(code) LIMIT 100');
    return rows.map(({ code }) => code);
  });

async function post(origin, path, body) {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

async function tokenFrom({ origin }) {
  const account = { email: 'bench@example.org', password: 'quatre-chevaux-bleus' };
  await post(origin, '/auth/register', account);
  return (await post(origin, '/auth/login', account)).access_token;
}

export async function run(bench) {
  const seconds = bench.args[0] || 4;
  const url = urlOf(bench, await withTerritory(bench));
  const codes = await codesOf(url);
  const open = { HEXAGONE_ACCESS: 'open', HEXAGONE_REGISTRATION: 'open' };
  const hexagone = await serveHexagone(bench, url, await freePort(), `/communes/${codes[0]}`, open);
  const headers = { authorization: `Bearer ${await tokenFrom(hexagone)}` };
  const asking = (more) => codes.map((code) => ({ path: `/communes/${code}`, headers: more }));
  const sides = { 'no token': asking({}), token: asking(headers) };
  const results = Object.fromEntries(Object.keys(sides).map((side) => [side, []]));
  for (let round = 0; round < ROUNDS; round++)
    for (const [side, requests] of Object.entries(sides)) {
      const target = { origin: hexagone.origin, requests, status: 200, connections: CONNECTIONS, seconds };
      results[side].push(await load(bench, target));
    }
  hexagone.stop();

  const of = (side, figure) => median(results[side].slice(1).map((result) => result[figure]));
  for (const side of Object.keys(sides))
    process.stdout.write(
      `${side.padEnd(8)} ${Math.round(of(side, 'perSecond'))} requests/s, p50 ${of(side, 'p50').toFixed(1)} ms, p99 ${of(side, 'p99').toFixed(1)} ms\n`,
    );
  const ratio = of('no token', 'perSecond') / of('token', 'perSecond');
  process.stdout.write(`a read with a token takes ${ratio.toFixed(2)} × one without (at most ${MOST})\n`);
  if (ratio > MOST) process.exitCode = 1;
}
