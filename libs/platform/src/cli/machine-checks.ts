import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import type { Settings } from '../config/settings';

/** One thing that was looked at. A `remedy` says what to do about it. */
export interface Finding {
  readonly check: string;
  readonly status: 'ok' | 'warn' | 'fail';
  readonly detail: string;
  readonly remedy?: string;
}

const MEBIBYTE = 1024 * 1024;
const SCARCE_MEBIBYTES = 2048;
const TOO_LITTLE_MEBIBYTES = 256;

export function nodeVersion(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const good = major > 20 || (major === 20 && minor >= 19);
  if (good) return { check: 'node', status: 'ok', detail: version };
  return { check: 'node', status: 'fail', detail: `${version} is too old`, remedy: 'Install Node 20.19 or later' };
}

/** The folder itself, or where it would be made. */
const present = (folder: string): string => (existsSync(folder) ? folder : present(dirname(folder)));

export function dataFolder(folder: string): Finding {
  try {
    accessSync(present(folder), constants.W_OK | constants.X_OK);
    return { check: 'data', status: 'ok', detail: `${folder} is writable` };
  } catch {
    const remedy = 'Give this user the folder, or name another one in HEXAGONE_DATA_DIR';
    return { check: 'data', status: 'fail', detail: `${folder} is not writable`, remedy };
  }
}

export function diskSpace(folder: string): Finding {
  const { bavail, bsize } = statfsSync(present(folder));
  const free = Math.floor((bavail * bsize) / MEBIBYTE);
  const detail = `${free} MiB free for ${folder}`;
  if (free >= SCARCE_MEBIBYTES) return { check: 'disk', status: 'ok', detail };
  const status = free < TOO_LITTLE_MEBIBYTES ? 'fail' : 'warn';
  return { check: 'disk', status, detail, remedy: 'Free some space, or name another folder in HEXAGONE_DATA_DIR' };
}

export async function servicePort({ host, port }: Pick<Settings, 'host' | 'port'>): Promise<Finding> {
  const code = await listeningFault(host, port);
  const at = `${host}:${port}`;
  if (code === undefined) return { check: 'port', status: 'ok', detail: `${at} is free` };
  if (code !== 'EADDRINUSE') {
    return { check: 'port', status: 'fail', detail: `${at}: ${code}`, remedy: 'Choose another HOST or PORT' };
  }
  if (await isHexagone(host, port)) return { check: 'port', status: 'ok', detail: `Hexagone is running on ${at}` };
  const remedy = 'Stop the program that listens there, or choose another PORT';
  return { check: 'port', status: 'fail', detail: `${at} is taken`, remedy };
}

function listeningFault(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message);
    });
    server.listen(port, host, () =>
      server.close(() => {
        resolve(undefined);
      }),
    );
  });
}

async function isHexagone(host: string, port: number): Promise<boolean> {
  const name = ['0.0.0.0', '::'].includes(host) ? 'localhost' : host;
  const url = `http://${name.includes(':') ? `[${name}]` : name}:${port}/openapi.json`;
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2000) });
    return (await answer.text()).includes('Hexagone');
  } catch {
    return false;
  }
}
