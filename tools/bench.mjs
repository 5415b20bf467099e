#!/usr/bin/env node
// npm run bench -- <name> [numbers …]: runs test/bench/<name>.mjs against the built dist and a PostgreSQL of its own.
// Both sides of a comparison run in turn, warmed, in one process tree: only their ratio means something elsewhere.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { inProject, root } from './project.mjs';

const folder = inProject('test', 'bench');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.mjs'))
  .map((file) => file.slice(0, -4));
const [name, ...args] = process.argv.slice(2);

if (!names.includes(name)) {
  process.stderr.write(`npm run bench -- <name>, one of: ${names.join(', ')}\n`);
  process.exit(2);
}
await build();
const embedded = inProject('dist/libs/platform/src/database/embedded/ephemeral-postgres.js');
const { ephemeralPostgres } = createRequire(import.meta.url)(embedded);
const scratch = mkdtempSync(join(tmpdir(), 'hexagone-bench-'));
const cluster = await ephemeralPostgres();
const children = new Set();
let ending;
const end = () => (ending ??= clean());
async function clean() {
  for (const child of children) child.kill('SIGKILL');
  await cluster.remove();
  rmSync(scratch, { recursive: true, force: true });
}
process.once('SIGINT', () => void end().then(() => process.exit(130)));
process.once('SIGTERM', () => void end().then(() => process.exit(143)));

try {
  process.stdout.write(`${name}: Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}\n`);
  const { run } = await import(pathToFileURL(join(folder, `${name}.mjs`)).href);
  await run({ root, scratch, url: cluster.url, children, args: args.map(Number) });
} catch (error) {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
} finally {
  await end();
}
