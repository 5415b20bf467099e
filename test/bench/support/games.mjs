// What the benches of the catalogue of games have in common: a generated world in a database of its own, and a token.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { freePort, hexagone, serveHexagone, sql, urlOf } from './hexagone.mjs';

const FILES = {
  'games-countries': 'countries.csv',
  'games-igdb': 'igdb.json',
  'games-sales': 'sales.csv',
  'games-opencritic': 'opencritic.csv',
  'games-sql': 'vestimlib.ndjson',
  'games-elasticsearch': 'elasticsearch.ndjson',
};

/** What the built application has in a file of the context. */
export const built = (bench, path) => createRequire(import.meta.url)(join(bench.root, 'dist/libs/games/src', path));

/** A database with so many generated games, imported as an operator would; how long each import took (ms). */
export async function withGames(bench, games) {
  const name = `games_${games}`;
  const [url, out] = [urlOf(bench, name), join(bench.scratch, name)];
  await sql(bench.url, (client) => client.query(`CREATE DATABASE ${name}`));
  await hexagone(bench, url, 'db', 'migrate');
  await hexagone(bench, url, 'sample', 'games', '--games', String(games), '--out', out);
  const times = {};
  for (const [dataset, file] of Object.entries(FILES)) {
    const began = performance.now();
    await hexagone(bench, url, 'import', dataset, '--from', join(out, file));
    times[dataset] = performance.now() - began;
  }
  await sql(url, (client) => client.query('VACUUM ANALYZE'));
  return { url, out, times };
}

export async function serveGames(bench, url, env = {}) {
  const name = `bench-${Date.now()}`;
  const { text } = await hexagone(bench, url, 'client', 'create', '--name', name, '--scope', 'games:read', '--json');
  const { client_id, client_secret } = JSON.parse(text);
  const service = await serveHexagone(bench, url, await freePort(), '/health/live', {
    ...env,
    HEXAGONE_RATE_SEARCH: '0',
  });
  const answer = await fetch(`${service.origin}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret }),
  });
  if (!answer.ok) throw new Error(`/oauth/token answered ${answer.status}: ${await answer.text()}`);
  const { access_token: token } = await answer.json();
  return { ...service, headers: { authorization: `Bearer ${token}` } };
}

export async function asked({ origin, headers }, path) {
  const answer = await fetch(origin + path, { headers });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** Lines of a table of test/fixtures/games without quotes. */
export const labelled = (bench, file) =>
  readFileSync(join(bench.root, 'test/fixtures/games', file), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(';'));
