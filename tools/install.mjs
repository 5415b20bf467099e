// Installs the dependencies when they are absent or not those of package-lock.json.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { underLock } from './lock.mjs';
import { inProject, lockFile, run } from './project.mjs';

const stamp = inProject('node_modules', '.hexagone-installed');

const wanted = () =>
  createHash('sha256')
    .update(readFileSync(inProject('package-lock.json')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex');

const isStamped = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted();

/** Whether npm itself installed exactly this lock file: its own record lists every package that is there. */
function isInstalled() {
  const record = inProject('node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const there = JSON.parse(readFileSync(record, 'utf8')).packages;
  const listed = Object.entries(JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8')).packages);
  return listed.every(
    ([path, { version, optional }]) => path === '' || (there[path] ? there[path].version === version : optional),
  );
}

export async function install() {
  if (isStamped()) return;
  await underLock(lockFile('install'), async () => {
    if (isStamped()) return;
    if (!isInstalled()) {
      console.error('Installing dependencies (npm ci)');
      const npm = process.env.npm_execpath;
      const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
      const { code } = npm ? await run(process.execPath, [npm, ...args]) : await run('npm', args);
      if (code !== 0) throw new Error('npm ci failed: see above');
    }
    writeFileSync(stamp, wanted());
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  install().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
