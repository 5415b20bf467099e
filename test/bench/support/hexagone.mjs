// The built application, as a process of its own on the bench's PostgreSQL.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const PRELOAD = new URL('./peak-memory.mjs', import.meta.url).href;
let templates = 0;

const environment = (bench, databaseUrl) => ({
  ...process.env,
  DATABASE_URL: databaseUrl,
  HEXAGONE_DATA_DIR: join(bench.scratch, 'data'),
  HEXAGONE_DEMO: 'off',
  HEXAGONE_WORKER: 'off',
  HEXAGONE_LOG_LEVEL: 'warn',
  HOST: '127.0.0.1',
});

function start(bench, file, args, env, stdio) {
  // The command line is a program of its own: its first line says how Node is started.
  const program = file.startsWith('bin/') ? [join(bench.root, file)] : [process.execPath, file];
  const child = spawn(program[0], [...program.slice(1), ...args], { cwd: bench.root, env, stdio });
  bench.children.add(child);
  child.once('exit', () => bench.children.delete(child));
  return child;
}

async function outputOf(child) {
  const chunks = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { code, text: Buffer.concat(chunks).toString() };
}

/** One command to its end: what it printed on stdout, its wall time and its peak memory. */
export async function hexagone(bench, databaseUrl, ...args) {
  const peak = join(bench.scratch, 'peak');
  const env = { ...environment(bench, databaseUrl), BENCH_PEAK: peak, NODE_OPTIONS: `--import=${PRELOAD}` };
  const began = performance.now();
  const child = start(bench, 'bin/hexagone.mjs', args, env, ['ignore', 'pipe', 'pipe']);
  const talk = [];
  child.stderr.on('data', (chunk) => talk.push(chunk));
  const { code, text } = await outputOf(child);
  if (code !== 0) throw new Error(`hexagone ${args.join(' ')} ended with ${code}\n${text}${Buffer.concat(talk)}`);
  const peakBytes = Number(readFileSync(peak, 'utf8'));
  rmSync(peak);
  return { text, milliseconds: performance.now() - began, peakBytes };
}

export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A server process that says its port on the first line of stdout, or is given one. */
export async function serve(bench, file, env, port, probe) {
  const child = start(bench, file, [], { ...env, PORT: String(port) }, ['ignore', 'ignore', 'inherit']);
  const origin = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode}`);
    const up = await fetch(origin + probe)
      .then(({ ok }) => ok)
      .catch(() => false);
    if (up) return { origin, stop: () => child.kill('SIGTERM') };
    await sleep(100);
  }
  throw new Error(`${file} does not answer on ${origin}${probe}`);
}

export const serveHexagone = (bench, databaseUrl, port, probe, more = {}) =>
  serve(bench, 'dist/apps/api/src/main.js', { ...environment(bench, databaseUrl), ...more }, port, probe);

/** Loads of one target by a process of its own, so that client and server do not share a thread. */
export async function load(bench, options) {
  const env = { ...process.env, BENCH_LOAD: JSON.stringify(options) };
  const child = start(bench, 'test/bench/support/load.mjs', [], env, ['ignore', 'pipe', 'inherit']);
  const { code, text } = await outputOf(child);
  if (code !== 0) throw new Error(`The load ended with ${code}`);
  return JSON.parse(text);
}

const databaseUrl = (bench, name) => Object.assign(new URL(bench.url), { pathname: `/${name}` }).href;

export async function sql(url, work) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A migrated database with the territory in it; copies of it cost a second. */
export async function withTerritory(bench) {
  const name = `bench_template_${++templates}`;
  await sql(bench.url, (client) => client.query(`CREATE DATABASE ${name}`));
  await hexagone(bench, databaseUrl(bench, name), 'import', 'territory', '--from', 'embedded');
  return name;
}

export async function onCopyOf(bench, template, work) {
  const name = 'bench_copy';
  await sql(bench.url, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  try {
    return await work(databaseUrl(bench, name));
  } finally {
    await sql(bench.url, (client) => client.query(`DROP DATABASE ${name}`));
  }
}

export const urlOf = databaseUrl;

export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
