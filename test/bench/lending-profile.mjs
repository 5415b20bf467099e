// GET /borrowers/profile, worked out anew and told again, against one plain aggregate scan of the same table.
import { join } from 'node:path';
import { freePort, hexagone, median, serveHexagone, sql, urlOf } from './support/hexagone.mjs';

const ROUNDS = 15;
const COLUMNS = ['borrower_age', 'revenue', 'loan_principal', 'deposit'];
const PLAIN = `SELECT count(*), ${COLUMNS.map((name) => `avg(${name}), stddev(${name})`).join(', ')} FROM opportunity`;

async function filled(bench, rows) {
  const url = urlOf(bench, 'lending');
  await sql(bench.url, (client) => client.query('CREATE DATABASE lending'));
  await hexagone(bench, url, 'db', 'migrate');
  const out = join(bench.scratch, 'lending');
  await hexagone(bench, url, 'sample', 'lending', '--rows', String(rows), '--out', out);
  await hexagone(bench, url, 'import', 'opportunities', '--from', join(out, 'opportunities.csv'));
  await sql(url, (client) => client.query('VACUUM ANALYZE'));
  return url;
}

async function timed(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function ask(origin, k) {
  const answer = await fetch(`${origin}/borrowers/profile?k=${k}`);
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

export async function run(bench) {
  const rows = bench.args[0] || 183_496;
  const url = await filled(bench, rows);
  const { origin, stop } = await serveHexagone(bench, url, await freePort(), '/borrowers/profile');
  const times = { plain: [], cold: [], again: [] };
  await sql(url, async (client) => {
    for (let round = 0; round < ROUNDS; round++) {
      // Another k is another question: its answer is not known yet.
      const k = 12 + round;
      times.plain.push(await timed(() => client.query(PLAIN)));
      times.cold.push(await timed(() => ask(origin, k)));
      times.again.push(await timed(() => ask(origin, k)));
    }
  });
  const of = (name) => median(times[name].slice(3));
  process.stdout.write(
    `${rows} rows: plain scan ${of('plain').toFixed(0)} ms, profile ${of('cold').toFixed(0)} ms ` +
      `(${(of('cold') / of('plain')).toFixed(1)} × the scan), told again ${of('again').toFixed(1)} ms\n`,
  );
  stop();
}
