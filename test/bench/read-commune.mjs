// GET /communes/{code} against the least that could answer the same JSON: bare Fastify, one statement, prepared or not.
import { freePort, load, median, serve, serveHexagone, sql, urlOf, withTerritory } from './support/hexagone.mjs';

const ROUNDS = 4;
const CONNECTIONS = 32;

const codesOf = (url) =>
  sql(url, async (client) => {
    const { rows } = await client.query('SELECT code FROM territory.commune ORDER BY md5(code) LIMIT 1000');
    return rows.map(({ code }) => code);
  });

/** The comparison means nothing unless both say the same. */
async function mustAgree(bare, hexagone, codes) {
  for (const code of codes.slice(0, 50)) {
    const [one, other] = await Promise.all(
      [bare, hexagone].map(({ origin }) => fetch(`${origin}/communes/${code}`).then((answer) => answer.json())),
    );
    if (JSON.stringify(one) !== JSON.stringify(other))
      throw new Error(`${code}: ${JSON.stringify(one)} and ${JSON.stringify(other)}`);
  }
}

async function conditional({ origin }, codes) {
  const requests = [];
  for (const code of codes) {
    const answer = await fetch(`${origin}/communes/${code}`);
    await answer.arrayBuffer();
    requests.push({ path: `/communes/${code}`, headers: { 'if-none-match': answer.headers.get('etag') } });
  }
  return requests;
}

export async function run(bench) {
  const seconds = bench.args[0] || 4;
  const url = urlOf(bench, await withTerritory(bench));
  const codes = await codesOf(url);
  const [barePort, preparedPort, port] = [await freePort(), await freePort(), await freePort()];
  const bareEnv = { ...process.env, DATABASE_URL: url };
  const bare = await serve(bench, 'test/bench/support/bare-service.mjs', bareEnv, barePort, `/communes/${codes[0]}`);
  const preparedEnv = { ...bareEnv, PREPARED: 'yes' };
  const prepared = await serve(
    bench,
    'test/bench/support/bare-service.mjs',
    preparedEnv,
    preparedPort,
    `/communes/${codes[0]}`,
  );
  const hexagone = await serveHexagone(bench, url, port, `/communes/${codes[0]}`);
  await mustAgree(bare, hexagone, codes);

  const plain = codes.map((code) => ({ path: `/communes/${code}`, headers: {} }));
  const sides = {
    bare: { origin: bare.origin, requests: plain, status: 200 },
    'bare prepared': { origin: prepared.origin, requests: plain, status: 200 },
    hexagone: { origin: hexagone.origin, requests: plain, status: 200 },
    'hexagone 304': {
      origin: hexagone.origin,
      requests: await conditional(hexagone, codes.slice(0, 300)),
      status: 304,
    },
  };
  const results = Object.fromEntries(Object.keys(sides).map((side) => [side, []]));
  for (let round = 0; round < ROUNDS; round++)
    for (const [side, target] of Object.entries(sides))
      results[side].push(await load(bench, { ...target, connections: CONNECTIONS, seconds }));

  const of = (side, figure) => median(results[side].slice(1).map((result) => result[figure]));
  for (const side of Object.keys(sides))
    process.stdout.write(
      `${side.padEnd(13)} ${Math.round(of(side, 'perSecond'))} requests/s, ${(of(side, 'perSecond') / of('bare', 'perSecond')).toFixed(2)} × bare, ` +
        `p50 ${of(side, 'p50').toFixed(1)} ms, p99 ${of(side, 'p99').toFixed(1)} ms\n`,
    );
  bare.stop();
  prepared.stop();
  hexagone.stop();
}
