// hexagone import opportunities and proposals against a floor without a single check, ledger or report: COPY of the same
// file into a temporary table, then its cells, cast, into a table like that of the service. The run's own time is compared;
// the whole process, start included, is shown beside it. Then the same file again: what it writes; a tenth of it: memory.
import { createReadStream, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { hexagone, median, onCopyOf, sql, urlOf } from './support/hexagone.mjs';

const ROUNDS = 3;
const TABLES = { opportunities: 'opportunity', proposals: 'proposal' };
const CASTS = {
  id: (cell) => cell,
  text: (cell) => cell,
  boolean: (cell) => `${cell}::numeric::int = 1`,
  whole: (cell) => `${cell}::numeric::smallint`,
  age: (cell) => `CASE WHEN ${cell}::numeric BETWEEN 18 AND 100 THEN ${cell}::numeric::smallint END`,
  amount: (cell) => `${cell}::numeric(14,2)`,
  score: (cell) => `${cell}::numeric(10,3)`,
  rate: (cell) => `${cell}::numeric(6,3)`,
  instant: (cell) => `(${cell} || 'Z')::timestamptz`,
};

const floor = (url, file, dataset, columns) =>
  sql(url, async (client) => {
    const table = TABLES[dataset];
    const cells = columns.map((_, i) => `c${i}`);
    await client.query('SET statement_timeout = 0');
    await client.query(`CREATE TEMP TABLE floor_raw (${cells.map((cell) => `${cell} text`).join(', ')})`);
    await client.query(`CREATE TABLE floor (LIKE ${table} INCLUDING ALL)`);
    const names = columns.map(({ column }) => column).join(', ');
    const values = columns.map(({ type }, i) => CASTS[type](`c${i}`)).join(', ');
    const began = performance.now();
    await client.query('BEGIN');
    await pipeline(createReadStream(file), client.query(copyFrom(`COPY floor_raw FROM STDIN (FORMAT csv, HEADER)`)));
    await client.query(
      `INSERT INTO floor (${names}, synthetic, run_id, source_line) SELECT ${values}, false, 1, 1 FROM floor_raw`,
    );
    await client.query('COMMIT');
    return performance.now() - began;
  });

async function imported(bench, url, dataset, file, ...more) {
  const words = ['import', dataset, '--from', file, '--json', ...more];
  const { text, milliseconds, peakBytes } = await hexagone(bench, url, ...words);
  const run = JSON.parse(text);
  return { run, own: Date.parse(run.finished_at) - Date.parse(run.started_at), milliseconds, peakBytes };
}

/** Rows that a second import wrote, as the server counted them. */
async function again(bench, url, dataset, file) {
  await imported(bench, url, dataset, file);
  const written = `SELECT sum(n_tup_ins + n_tup_upd + n_tup_del)::int AS rows FROM pg_stat_user_tables
    WHERE relname IN ('opportunity', 'proposal', 'bank')`;
  const count = () => sql(url, async (client) => (await client.query(written)).rows[0].rows);
  const before = await count();
  const second = await imported(bench, url, dataset, file, '--force');
  return { rows: (await count()) - before, own: second.own, state: second.run.state };
}

const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(2)} s`;
const mebibytes = (bytes) => `${Math.round(bytes / 1024 ** 2)} MiB`;

async function sample(bench, url, rows, name) {
  const out = join(bench.scratch, name);
  await hexagone(bench, url, 'sample', 'lending', '--rows', String(rows), '--out', out);
  // Without it nobody knows that the rows are generated.
  rmSync(join(out, 'manifest.json'));
  return out;
}

export async function run(bench) {
  const rows = bench.args[0] || 183_496;
  const template = 'bench_lending';
  const url = urlOf(bench, template);
  await sql(bench.url, (client) => client.query(`CREATE DATABASE ${template}`));
  await hexagone(bench, url, 'db', 'migrate');
  const [out, tenth] = [
    await sample(bench, url, rows, 'whole'),
    await sample(bench, url, Math.ceil(rows / 10), 'tenth'),
  ];
  const require = createRequire(import.meta.url);
  const columns = require(join(bench.root, 'dist/libs/lending/src/domain/columns.js'));
  for (const [dataset, of] of Object.entries({
    opportunities: columns.OPPORTUNITY_COLUMNS,
    proposals: columns.PROPOSAL_COLUMNS,
  })) {
    const file = join(out, `${dataset}.csv`);
    const [floors, runs] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      floors.push(await onCopyOf(bench, template, (copy) => floor(copy, file, dataset, of)));
      runs.push(await onCopyOf(bench, template, (copy) => imported(bench, copy, dataset, file)));
    }
    // The first round of each warms.
    const least = median(floors.slice(1));
    const own = median(runs.slice(1).map((one) => one.own));
    const second = await onCopyOf(bench, template, (copy) => again(bench, copy, dataset, file));
    const small = await onCopyOf(bench, template, (copy) =>
      imported(bench, copy, dataset, join(tenth, `${dataset}.csv`)),
    );
    process.stdout.write(
      `${dataset}: ${runs[0].run.read} rows, ${mebibytes(statSync(file).size)}: floor ${seconds(least)}, import ${seconds(own)} = ` +
        `${(own / least).toFixed(2)} × the floor; whole process ${seconds(median(runs.slice(1).map(({ milliseconds }) => milliseconds)))}, ` +
        `peak ${mebibytes(Math.max(...runs.map(({ peakBytes }) => peakBytes)))} (a tenth of the rows: ${mebibytes(small.peakBytes)}); ` +
        `again, read anyway: ${second.state}, ${seconds(second.own)}, ${second.rows} rows written\n`,
    );
  }
}
