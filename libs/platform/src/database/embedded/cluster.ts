import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { postmaster } from './postmaster';
import type { SystemUser } from './system-user';

export interface Passwords {
  /** Of the superuser `postgres`: reference counting only. */
  readonly admin: string;
  /** Of `hexagone`, who owns the database of the same name. */
  readonly app: string;
}

const CONFIGURATION = [
  `listen_addresses = '127.0.0.1'`,
  `unix_socket_directories = ''`,
  'max_connections = 200',
  `timezone = 'UTC'`,
  `log_timezone = 'UTC'`,
];
const NOT_DURABLE = ['fsync = off', 'synchronous_commit = off', 'full_page_writes = off', 'max_wal_size = 4GB'];

const MAKING_MS = 60_000;

/** One PostgreSQL cluster on disk: `<folder>/data`, its passwords, its log and the port it had last. */
export class Cluster {
  readonly data: string;

  constructor(
    readonly folder: string,
    private readonly bin: string,
    private readonly user: SystemUser,
    private readonly durable = true,
  ) {
    this.data = join(folder, 'data');
  }

  get passwords(): Passwords {
    return JSON.parse(readFileSync(join(this.folder, 'passwords.json'), 'utf8')) as Passwords;
  }

  /** Makes the cluster aside and moves it in place complete: whoever comes second drops its own. */
  async create(): Promise<void> {
    if (existsSync(this.folder)) return;
    const sign = `${this.folder}-making`;
    await this.whileMadeByAnother(sign);
    if (existsSync(this.folder)) return;
    const fresh = mkdtempSync(`${this.folder}-new-`);
    try {
      await this.fill(fresh);
      renameSync(fresh, this.folder);
    } catch (error) {
      if (!existsSync(this.folder)) throw error;
    } finally {
      rmSync(fresh, { recursive: true, force: true });
      rmSync(sign, { recursive: true, force: true });
    }
  }

  /** The first puts up a sign and the others wait, a minute at most: the sign spares them work, nothing hangs on it. */
  private async whileMadeByAnother(sign: string): Promise<void> {
    try {
      mkdirSync(sign);
    } catch {
      const isYoung = (): boolean => (statSync(sign, { throwIfNoEntry: false })?.mtimeMs ?? 0) > Date.now() - MAKING_MS;
      while (isYoung() && !existsSync(this.folder)) await sleep(50);
    }
  }

  private async fill(fresh: string): Promise<void> {
    const passwords: Passwords = { admin: randomBytes(24).toString('hex'), app: randomBytes(24).toString('hex') };
    const [data, file] = [join(fresh, 'data'), join(fresh, 'superuser')];
    this.give(fresh);
    writeFileSync(file, passwords.admin, { mode: 0o600 });
    this.give(file);
    const access = ['-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', file, ...(this.durable ? [] : ['--no-sync'])];
    const locale = ['-E', 'UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=fr-FR'];
    await this.run('initdb', ['-D', data, ...access, ...locale], fresh);
    rmSync(file);
    const lines = this.durable ? CONFIGURATION : [...CONFIGURATION, ...NOT_DURABLE];
    appendFileSync(join(data, 'postgresql.conf'), `\n${lines.join('\n')}\n`);
    const role = `CREATE ROLE hexagone LOGIN ${this.durable ? '' : 'CREATEDB '}PASSWORD '${passwords.app}'`;
    const statements = `${role};\n\nCREATE DATABASE hexagone OWNER hexagone;\n\n`;
    await this.run('postgres', ['--single', '-j', '-D', data, 'postgres'], fresh, statements);
    writeFileSync(join(fresh, 'passwords.json'), JSON.stringify(passwords), { mode: 0o600 });
  }

  /** Fails when somebody else starts it at the same moment: the caller looks again. */
  async start(): Promise<void> {
    const port = await freePort(this.lastPort());
    const log = join(this.folder, 'log');
    await this.run('pg_ctl', ['-D', this.data, '-l', log, '-w', '-t', '60', '-o', `-p ${port}`, 'start'], this.folder);
    writeFileSync(join(this.folder, 'port'), String(port));
  }

  async stop(mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
    if (postmaster(this.data) === 'stopped') return;
    await this.run('pg_ctl', ['-D', this.data, '-m', mode, '-w', '-t', '60', 'stop'], this.folder);
  }

  lastWords(): string {
    const log = join(this.folder, 'log');
    return existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-3).join('\n') : '';
  }

  private lastPort(): number {
    const file = join(this.folder, 'port');
    return existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  }

  private give(path: string): void {
    const { uid, gid } = this.user;
    if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
  }

  private run(tool: string, args: string[], cwd: string, input = ''): Promise<void> {
    const options = { ...this.user, cwd, env: { PATH: process.env['PATH'], LC_ALL: 'C' } };
    return new Promise((resolve, reject) => {
      const child = execFile(join(this.bin, tool), args, options, (error, stdout, stderr) => {
        const complaint = /^.*(?:ERROR|FATAL|PANIC): .*$/m.exec(stderr)?.[0];
        if (error || complaint) reject(new Error(`${tool}: ${complaint ?? (stderr || stdout).trim()}`));
        else resolve();
      });
      child.stdin?.on('error', () => undefined).end(input);
    });
  }
}

/** A free port of the loopback address; the preferred one when it is free. */
function freePort(preferred: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', () => {
      if (preferred === 0) reject(new Error('No free port on 127.0.0.1'));
      else resolve(freePort(0));
    });
    server.listen(preferred, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => {
        resolve(port);
      });
    });
  });
}
