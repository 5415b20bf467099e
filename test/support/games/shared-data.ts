import { existsSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../../../../shared/data/games');

/** A file of real data, which lies beside the checkout or nowhere; null, and said, where it is absent. */
export function realFile(name: string): string | null {
  const path = join(FOLDER, name);
  if (existsSync(path)) return path;
  console.warn(`Skipped: there is no ../shared/data/games/${name}`);
  return null;
}
