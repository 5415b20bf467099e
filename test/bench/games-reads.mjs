// GET /games/search by words against GET /games/{id}, on a hundred thousand generated games: p50 and p95 at sixteen
// connections, each kind of query in turn with the read by id, both warmed. Every query differs from the one before.
import { load, median, sql } from './support/hexagone.mjs';
import { serveGames, withGames } from './support/games.mjs';

const ROUNDS = 4;
const CONNECTIONS = 16;
/** A search takes at most so many times what a read by id does, at p95. */
const MOST = 3;
const QUERIES = 1000;

const words = (name) => name.toLowerCase().match(/\p{L}{3,}/gu) ?? [];

/** Two neighbours change places in the longest word. */
function mistyped(name) {
  const slip = words(name).toSorted((a, b) => b.length - a.length)[0] ?? '';
  const at = Math.floor(slip.length / 2);
  const wrong = slip.slice(0, at - 1) + slip[at] + slip[at - 1] + slip.slice(at + 1);
  return name.toLowerCase().replace(slip, wrong);
}

const searches = (texts) => texts.map((q) => `/games/search?${new URLSearchParams({ q, mode: 'lexical' })}`);

/** The first two words that name something. */
const twoOf = (name) =>
  words(name)
    .filter((word) => word !== 'the')
    .slice(0, 2)
    .join(' ');

function requestsOf(games) {
  const names = games.map(({ name }) => name);
  // Each of them is in the names of a thousand games and more, some in the texts of five thousand others.
  const common = [...new Set(names.flatMap(words))];
  const kinds = {
    'full title': names,
    'one common word': common,
    'two words': names.map(twoOf),
    'one slip': names.map(mistyped),
  };
  const mixed = names.map((_, i) => Object.values(kinds)[i % 4]).map((texts, i) => texts[(i >> 2) % texts.length]);
  return Object.entries({ ...kinds, 'all in turn': mixed }).map(([what, texts]) => [what, searches(texts)]);
}

/** A database that holds such games already. */
const filled = process.env.BENCH_GAMES_URL;

export async function run(bench) {
  const [seconds = 3, games = 100_000] = bench.args;
  const { url, times } = filled ? { url: filled, times: {} } : await withGames(bench, games);
  const told = Object.entries(times).map(([dataset, time]) => `${dataset} ${(time / 1000).toFixed(0)} s`);
  const { rows } = await sql(url, (client) =>
    client.query(
      `SELECT id, name FROM game WHERE state = 'live' AND kind = 'game' AND name ~ '^[ -~]+$' ORDER BY md5(id::text) LIMIT ${QUERIES}`,
    ),
  );
  process.stdout.write(`${games} games${told.length > 0 ? `: ${told.join(', ')}` : ''}\n`);
  const service = await serveGames(bench, url, { HEXAGONE_RATE_READ: '0', GAMES_EMBEDDINGS: 'off' });
  const { origin, headers, stop } = service;
  const target = { origin, headers, status: 200, connections: CONNECTIONS, seconds };
  const measured = (paths) => load(bench, { ...target, requests: paths.map((path) => ({ path })) });
  const byId = rows.map(({ id }) => `/games/${id}`);
  for (const [what, paths] of requestsOf(rows)) {
    const results = { search: [], byId: [] };
    for (let round = 0; round < ROUNDS; round++) {
      results.search.push(await measured(paths));
      results.byId.push(await measured(byId));
    }
    const of = (side, figure) => median(results[side].slice(1).map((result) => result[figure]));
    const ratio = of('search', 'p95') / of('byId', 'p95');
    const figures = (side) => `p50 ${of(side, 'p50').toFixed(1)} ms, p95 ${of(side, 'p95').toFixed(1)} ms`;
    process.stdout.write(
      `${what.padEnd(16)} ${figures('search')}; by id ${figures('byId')}: ${ratio.toFixed(2)} × at p95, at most ${MOST}\n`,
    );
    if (ratio > MOST) process.exitCode = 1;
  }
  stop();
}
