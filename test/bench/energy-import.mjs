// hexagone import eco2mix of a national year against a floor without a single check, ledger or report: COPY of the same rows
// into a temporary table, then the rows with a load, and their mix, into tables like those of the service. The run's own time
// is compared; the whole process, start included, is shown beside it. Then the same file again: what it writes, in rows.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { hexagone, median, onCopyOf, sql, urlOf } from './support/hexagone.mjs';

const ROUNDS = 5;
const MIX = 33;
const cells = Array.from({ length: MIX + 2 }, (_, index) => `c${index}`);

const TABLES = `CREATE TEMP TABLE floor_raw (perimeter text, nature text, day date, time time, mw text, ${cells.map((cell) => `${cell} text`).join(', ')}, rest text);
  CREATE TABLE floor_load (LIKE load_point INCLUDING ALL); CREATE TABLE floor_mix (LIKE mix_point INCLUDING ALL)`;
const AT = `(day + time) AT TIME ZONE 'Europe/Paris'`;
const REAL = `mw <> '' AND NOT (day = date '2024-03-31' AND extract(hour FROM time) = 2)`;

/** The mix columns of the service, in the order of its table; which number goes where matters not to the time. */
const floor = (url, rows) =>
  sql(url, async (client) => {
    await client.query(TABLES);
    const { rows: columns } = await client.query(
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = 'mix_point'::regclass AND attnum > 0 AND attname NOT IN ('area_id', 'at', 'nature', 'run_id') ORDER BY attnum LIMIT ${MIX}`,
    );
    const began = performance.now();
    await client.query('BEGIN');
    await pipeline(Readable.from([rows]), client.query(copyFrom(`COPY floor_raw FROM STDIN (NULL 'none')`)));
    await client.query(`INSERT INTO floor_load SELECT 0, ${AT}, mw::int, 3, 1 FROM floor_raw WHERE ${REAL}`);
    await client.query(
      `INSERT INTO floor_mix (area_id, at, nature, run_id, ${columns.map(({ name }) => name).join(', ')})
       SELECT 0, ${AT}, 3, 1, ${columns.map((_, index) => `c${index + 2}::int`).join(', ')} FROM floor_raw WHERE ${REAL}`,
    );
    await client.query('COMMIT');
    return performance.now() - began;
  });

async function imported(bench, url, file, ...more) {
  const { text, milliseconds, peakBytes } = await hexagone(
    bench,
    url,
    'import',
    'eco2mix',
    '--from',
    file,
    '--json',
    ...more,
  );
  const run = JSON.parse(text);
  return { run, own: Date.parse(run.finished_at) - Date.parse(run.started_at), milliseconds, peakBytes };
}

/** Rows that each statement of a second import wrote, as the server counted them. */
async function again(bench, url, file) {
  await imported(bench, url, file);
  const written = `SELECT sum(n_tup_ins + n_tup_upd + n_tup_del)::int AS rows FROM pg_stat_user_tables
    WHERE relname IN ('load_point', 'mix_point', 'load_coverage')`;
  const count = () => sql(url, async (client) => (await client.query(written)).rows[0].rows);
  const before = await count();
  const second = await imported(bench, url, file, '--force');
  return { rows: (await count()) - before, own: second.own };
}

const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(2)} s`;
const mebibytes = (bytes) => `${Math.round(bytes / 1024 ** 2)} MiB`;

async function migrated(bench) {
  const name = 'bench_energy';
  await sql(bench.url, (client) => client.query(`CREATE DATABASE ${name}`));
  await hexagone(bench, urlOf(bench, name), 'datasets', '--json');
  return name;
}

export async function run(bench) {
  const file = join(bench.scratch, 'year.xls');
  const template = await migrated(bench);
  await hexagone(bench, urlOf(bench, template), 'sample', 'eco2mix', '--year', '2024', '--out', file);
  const measured = readFileSync(file, 'latin1').replaceAll(' (synthétiques)', '');
  writeFileSync(file, measured, 'latin1');
  const rows = measured.split('\n').slice(1, -3).join('\n') + '\n';
  const [floors, runs] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    floors.push(await onCopyOf(bench, template, (url) => floor(url, rows)));
    runs.push(await onCopyOf(bench, template, (url) => imported(bench, url, file)));
  }
  // The first round of each warms.
  const least = median(floors.slice(1));
  const own = median(runs.slice(1).map((one) => one.own));
  const second = await onCopyOf(bench, template, (url) => again(bench, url, file));
  process.stdout.write(
    `${runs[0].run.read} rows × 40, ${mebibytes(statSync(file).size)}: floor ${seconds(least)}, import ${seconds(own)} = ${(own / least).toFixed(2)} × the floor; ` +
      `whole process ${seconds(median(runs.slice(1).map(({ milliseconds }) => milliseconds)))}, peak ${mebibytes(Math.max(...runs.map(({ peakBytes }) => peakBytes)))}; ` +
      `again, read anyway: ${seconds(second.own)}, ${second.rows} rows written\n`,
  );
}
