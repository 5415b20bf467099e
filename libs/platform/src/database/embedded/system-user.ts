import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

/** Whom PostgreSQL runs as; empty: the user of this process. */
export interface SystemUser {
  readonly uid?: number;
  readonly gid?: number;
}

const isRoot = (): boolean => process.getuid?.() === 0;

function idOf(name: string): SystemUser | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
  if (uid?.status !== 0 || gid?.status !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** PostgreSQL refuses root: as root it runs as the owner of the cluster that is there, else `postgres`, else `nobody`. */
export function postgresUser(cluster: string): SystemUser {
  if (!isRoot()) return {};
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const user = idOf('postgres') ?? idOf('nobody');
  if (!user) throw new Error('PostgreSQL does not run as root, and this system has neither a user postgres nor nobody');
  return user;
}

/** Whether that user may enter the folder (or run the file): every parent counts. */
export function canEnter(user: SystemUser, path: string): boolean {
  if (user.uid === undefined) return true;
  return spawnSync('/bin/sh', ['-c', 'test -x "$0"', path], { ...user, cwd: '/' }).status === 0;
}
