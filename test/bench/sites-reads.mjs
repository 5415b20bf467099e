// GET /sites?limit=100 and GET /sites/{id} against two others that say the same: the least that could (bare Fastify, one
// statement, JSON made in SQL) and what is usual (Express, class-validator, TypeORM repositories, ClassSerializerInterceptor).
import { isDeepStrictEqual } from 'node:util';
import { generate } from './support/generated-sites.mjs';
import { freePort, hexagone, load, median, serve, serveHexagone, sql, urlOf } from './support/hexagone.mjs';

const ROUNDS = 4;
const CONNECTIONS = 32;
const SIZE = { french: 600, italian: 400, groups: 100, linksPerSite: 3 };
const LIST = '/sites?limit=100';

const answer = ({ origin }, path) => fetch(origin + path).then((response) => response.json());

/** The comparison means nothing unless all say the same; cursors are Hexagone's own. */
async function mustAgree(services, paths) {
  for (const path of paths) {
    const said = await Promise.all(services.map((service) => answer(service, path)));
    const [first, ...others] = said.map(({ links, ...rest }) => rest);
    for (const other of others)
      if (!isDeepStrictEqual(first, other))
        throw new Error(`${path}: ${JSON.stringify(first)} and ${JSON.stringify(other)}`);
  }
}

export async function run(bench) {
  const seconds = bench.args[0] || 3;
  const url = urlOf(bench, 'bench_sites');
  await sql(bench.url, (client) => client.query('CREATE DATABASE bench_sites'));
  await hexagone(bench, url, 'db', 'migrate');
  process.stdout.write(`${JSON.stringify(await sql(url, (client) => generate(client, SIZE)))}\n`);

  const env = { ...process.env, DATABASE_URL: url };
  const loader = { ...env, NODE_OPTIONS: '--require=./test/support/run-ts.cjs' };
  const services = {
    bare: await serve(bench, 'test/bench/support/bare-sites.mjs', env, await freePort(), '/sites/1'),
    'usual way': await serve(bench, 'test/bench/support/usual-way/main.ts', loader, await freePort(), '/sites/1'),
    hexagone: await serveHexagone(bench, url, await freePort(), '/sites/1'),
  };
  const ids = Array.from({ length: 1000 }, (_, i) => `/sites/${1 + ((i * 7919) % 1000)}`);
  await mustAgree(Object.values(services), [LIST, ...ids.slice(0, 50)]);

  for (const [what, paths] of [
    [`GET ${LIST}`, [LIST]],
    ['GET /sites/{id}', ids],
  ]) {
    const results = Object.fromEntries(Object.keys(services).map((name) => [name, []]));
    const requests = paths.map((path) => ({ path, headers: {} }));
    for (let round = 0; round < ROUNDS; round++)
      for (const [name, { origin }] of Object.entries(services))
        results[name].push(await load(bench, { origin, requests, status: 200, connections: CONNECTIONS, seconds }));
    const of = (name, figure) => median(results[name].slice(1).map((result) => result[figure]));
    process.stdout.write(`${what}\n`);
    for (const name of Object.keys(services)) {
      const ratio = (other) => `${(of(name, 'perSecond') / of(other, 'perSecond')).toFixed(2)} × ${other}`;
      process.stdout.write(
        `  ${name.padEnd(10)} ${String(Math.round(of(name, 'perSecond'))).padStart(6)} requests/s, ${ratio('bare')}, ${ratio('usual way')}, ` +
          `p50 ${of(name, 'p50').toFixed(1)} ms, p99 ${of(name, 'p99').toFixed(1)} ms\n`,
      );
    }
  }
  for (const service of Object.values(services)) service.stop();
}
