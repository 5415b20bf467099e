import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Which code this is. */
export interface Build {
  readonly version: string;
  readonly commit: string | null;
}

function manifest(directory: string): string {
  const path = join(directory, 'package.json');
  return existsSync(path) ? path : manifest(dirname(directory));
}

/** The version in the nearest package.json; the commit if whoever built it said so. */
export function presentBuild(env: Readonly<Record<string, string | undefined>>): Build {
  const { version } = JSON.parse(readFileSync(manifest(__dirname), 'utf8')) as { version: string };
  return { version, commit: env['HEXAGONE_COMMIT'] ?? null };
}
