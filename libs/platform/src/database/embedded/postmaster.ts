import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Of the server that owns a data folder: its port once it is ready, `busy` while it starts or stops. */
export type Postmaster = 'stopped' | 'busy' | number;

function lines(file: string): string[] | undefined {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return undefined;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isPostgres(pid: number): boolean {
  if (process.platform === 'win32') return true;
  const command =
    process.platform === 'linux'
      ? lines(`/proc/${pid}/cmdline`)?.[0]
      : spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  return !command || command.includes('postgres');
}

/**
 * Reads `postmaster.pid`. A number left by a killed server may belong to another program by now, and PostgreSQL would
 * then refuse to start: such a file is removed.
 */
export function postmaster(data: string): Postmaster {
  const file = join(data, 'postmaster.pid');
  const found = lines(file);
  if (!found) return 'stopped';
  const [pid, , , port, , , , status] = found;
  if (!isAlive(Number(pid))) return 'stopped';
  if (!isPostgres(Number(pid))) {
    rmSync(file, { force: true });
    return 'stopped';
  }
  return status?.trim() === 'ready' ? Number(port) : 'busy';
}
