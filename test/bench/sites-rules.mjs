// Every rule of sites under requests sent at once, from every side and in both orders, on one service and on two: a thousand
// rounds of each race of test/support/sites-races. Nothing may come through that must not, and nothing may answer 5xx.
import { createRequire } from 'node:module';
import { freePort, hexagone, serveHexagone, sql, urlOf } from './support/hexagone.mjs';

const require = createRequire(import.meta.url);
require('../support/run-ts.cjs');
const { Arena } = require('../support/sites-races/arena.ts');
const { DAYS, WEEKENDS } = require('../support/sites-races/days.ts');
const { GROUPS } = require('../support/sites-races/groups.ts');
const { REMOVALS, TAGS } = require('../support/sites-races/items.ts');
const { play } = require('../support/sites-races/race.ts');
const { BY_HAND } = require('../support/sites-races/sql.ts');

const LOOK_EVERY = 20;

async function thousand(arena, race, rounds) {
  const faults = [];
  const began = performance.now();
  for (let round = 0; round < rounds; round++) {
    faults.push(...(await play(arena, race, round)));
    if (round % LOOK_EVERY === 0) faults.push(...(await arena.forbidden()));
  }
  faults.push(...(await arena.forbidden()));
  await arena.empty();
  return { faults, ms: (performance.now() - began) / rounds };
}

export async function run(bench) {
  const rounds = bench.args[0] || 1000;
  const url = urlOf(bench, 'bench_rules');
  await sql(bench.url, (client) => client.query('CREATE DATABASE bench_rules'));
  await hexagone(bench, url, 'db', 'migrate');
  const services = [];
  for (let i = 0; i < 2; i++) services.push(await serveHexagone(bench, url, await freePort(), '/countries'));
  const arena = new Arena(
    services.map(({ origin }) => origin),
    url,
  );
  await arena.open();
  let broken = 0;
  for (const race of [...DAYS, ...WEEKENDS, ...GROUPS, ...REMOVALS, ...TAGS, ...BY_HAND]) {
    const { faults, ms } = await thousand(arena, race, rounds);
    broken += faults.length;
    const told =
      faults.length === 0 ? 'settled' : `BROKEN ${faults.length}: ${[...new Set(faults)].slice(0, 3).join('; ')}`;
    process.stdout.write(
      `${race.between.padEnd(75)} ${rounds} rounds, ${ms.toFixed(1).padStart(6)} ms each, ${told}\n`,
    );
  }
  process.stdout.write(broken === 0 ? 'every race settled\n' : `${broken} faults\n`);
  await arena.close();
  for (const { stop } of services) stop();
}
