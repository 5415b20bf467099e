// The analyses of libs/lending/analysis by PostgreSQL and by DuckDB on the same sample: every answer must be the same.
// DuckDB is no dependency: npm install --no-save @duckdb/node-api@1.5.6-r.1
import { deepStrictEqual } from 'node:assert';
import { join } from 'node:path';
import { hexagone, sql, urlOf } from './support/hexagone.mjs';

export async function run(bench) {
  const rows = String(bench.args[0] || 10_000);
  const url = urlOf(bench, 'bench_engines');
  await sql(bench.url, (client) => client.query('CREATE DATABASE bench_engines'));
  await hexagone(bench, url, 'db', 'migrate');
  const out = join(bench.scratch, 'engines');
  await hexagone(bench, url, 'sample', 'lending', '--rows', rows, '--out', out);
  const answers = {};
  for (const engine of ['postgres', 'duckdb']) {
    const { text, milliseconds } = await hexagone(
      ...[bench, url, 'lending', 'analyse', '--from', out, '--engine', engine, '--json'],
    );
    answers[engine] = { ...JSON.parse(text), engine: undefined };
    process.stdout.write(`${engine}: ${rows} opportunities in ${(milliseconds / 1000).toFixed(1)} s\n`);
  }
  deepStrictEqual(answers.duckdb, answers.postgres);
  process.stdout.write('both engines answer the same\n');
}
