// hexagone import games-igdb, matching and golden games included, against a floor without any of it: COPY of the same
// records, as they are stored, into a table with the same indexes. Then the same file again: what it writes.
import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { hexagone, median, onCopyOf, sql, urlOf } from './support/hexagone.mjs';

const ROUNDS = 2;
/** Of the sample's records of IGDB, by true game. */
const RECORDS_PER_GAME = 0.75;
const TEMPLATE = 'bench_games';

async function imported(bench, url, file, ...more) {
  const words = ['import', 'games-igdb', '--from', file, '--json', ...more];
  const { text, peakBytes } = await hexagone(bench, url, ...words);
  const run = JSON.parse(text);
  return { run, peakBytes, own: Date.parse(run.finished_at) - Date.parse(run.started_at) };
}

const columnsOf = async (client) => {
  const { rows } = await client.query(`SELECT string_agg(column_name, ', ' ORDER BY ordinal_position) AS names
    FROM information_schema.columns WHERE table_name = 'game_record' AND column_name <> 'id'`);
  return rows[0].names;
};

const written = `SELECT sum(n_tup_ins + n_tup_upd + n_tup_del)::int AS rows FROM pg_stat_user_tables
  WHERE relname LIKE 'game%'`;

const rowsWritten = (url) => sql(url, async (client) => (await client.query(written)).rows[0].rows);

/** Records as they are stored, in a file of their own; what a second run of the same source writes. */
async function stored(bench, url, source, file) {
  const first = await imported(bench, url, source);
  await sql(url, async (client) => {
    const rows = client.query(copyTo(`COPY game_record (${await columnsOf(client)}) TO STDOUT`));
    await pipeline(rows, createWriteStream(file));
  });
  const before = await rowsWritten(url);
  const again = await imported(bench, url, source, '--force');
  return { ...first, again: { ...again, rows: (await rowsWritten(url)) - before } };
}

const floor = (url, file) =>
  sql(url, async (client) => {
    await client.query('SET statement_timeout = 0');
    await client.query('CREATE TABLE floor (LIKE game_record INCLUDING ALL)');
    const names = await columnsOf(client);
    const began = performance.now();
    await pipeline(createReadStream(file), client.query(copyFrom(`COPY floor (${names}) FROM STDIN`)));
    return performance.now() - began;
  });

const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(2)} s`;

export async function run(bench) {
  const games = Math.ceil((bench.args[0] || 100_000) / RECORDS_PER_GAME);
  const url = urlOf(bench, TEMPLATE);
  await sql(bench.url, (client) => client.query(`CREATE DATABASE ${TEMPLATE}`));
  await hexagone(bench, url, 'db', 'migrate');
  const out = join(bench.scratch, 'games');
  await hexagone(bench, url, 'sample', 'games', '--games', String(games), '--out', out);
  // Without it nobody knows that the records are generated.
  rmSync(join(out, 'manifest.json'));
  const [source, rows] = [join(out, 'igdb.json'), join(bench.scratch, 'records')];
  const {
    run: first,
    peakBytes,
    own,
    again,
  } = await onCopyOf(bench, TEMPLATE, (copy) => stored(bench, copy, source, rows));
  const [floors, owns] = [[], [own]];
  for (let round = 0; round < ROUNDS; round++) {
    floors.push(await onCopyOf(bench, TEMPLATE, (copy) => floor(copy, rows)));
    owns.push((await onCopyOf(bench, TEMPLATE, (copy) => imported(bench, copy, source))).own);
  }
  const [least, whole] = [median(floors), median(owns)];
  process.stdout.write(
    `${first.read} records, ${first.details.games_changed} games: floor ${seconds(least)}, import ${seconds(whole)} = ` +
      `${(whole / least).toFixed(2)} × the floor, peak ${Math.round(peakBytes / 1024 ** 2)} MiB; ` +
      `again, read anyway: ${again.run.state}, ${seconds(again.own)}, ${again.rows} rows written\n`,
  );
}
