import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { open, readdir, readFile, type FileHandle } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { Bilingual } from '@hexagone/kernel';
import type { RawFile } from '../../application/source-files';
import { sourceUnreachable } from '../../domain/fetch-problems';
import { errorCode } from './error-code';
import type { Incoming } from './measured-body';
import { fileAt } from './raw-store';

const MANIFEST = 'manifest.json';

const REASONS: Readonly<Record<string, Bilingual>> = {
  ENOENT: { en: 'there is no such file', fr: 'ce fichier n’existe pas' },
  ENOTDIR: { en: 'there is no such file', fr: 'ce fichier n’existe pas' },
  EACCES: { en: 'the file may not be read', fr: 'la lecture de ce fichier n’est pas permise' },
  EPERM: { en: 'the file may not be read', fr: 'la lecture de ce fichier n’est pas permise' },
  EISDIR: { en: 'this is a directory, not a file', fr: 'c’est un répertoire, non un fichier' },
};

/** A file of the machine: missing or unreadable, it is an unreachable source. */
export async function incomingFile(path: string): Promise<Incoming> {
  const file = await open(path, 'r').catch((error: unknown) => unreadable(path, error));
  const found = await file.stat();
  if (found.isDirectory()) {
    await file.close();
    return unreadable(path, Object.assign(new Error('directory'), { code: 'EISDIR' }));
  }
  // A pipe or a device has no length; a file that grows meanwhile is read as it was when opened.
  const length = found.isFile() && found.size > 0 ? found.size : undefined;
  return { name: basename(path), body: readingOf(file, path, length), length, lengthProven: true };
}

/** A file that is not ours, read from where it lies: its bytes are those that were measured, or it is unreachable. */
export const unchangingFile = (path: string, facts: Omit<RawFile, 'open'>): RawFile => ({
  ...facts,
  open: async function* () {
    const hash = createHash('sha256');
    try {
      for await (const chunk of fileAt(path, facts).open()) {
        hash.update(chunk);
        yield chunk;
      }
    } catch (error) {
      unreadable(path, error);
    }
    if (hash.digest('hex') === facts.sha256) return;
    throw sourceUnreachable(path, {
      en: 'the file changed while it was read',
      fr: 'le fichier a changé pendant sa lecture',
    });
  },
});

/** The files of a directory, and of those in it, that may be sources, sorted: nothing hidden, no manifest. */
export async function listFiles(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true, recursive: true }).catch((error: unknown) =>
    unreadable(directory, error),
  );
  return entries
    .filter((entry) => !entry.isDirectory() && entry.name !== MANIFEST)
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)))
    .filter((name) => !name.split(sep).some((part) => part.startsWith('.')))
    .sort()
    .map((name) => join(directory, name));
}

/**
 * Whether the manifest beside the file says that it was generated:
 * `{"synthetic": true, "files": [{"name", "sha256"}, …]}`, `synthetic` also in one entry alone.
 */
export async function isSaidSynthetic(path: string, sha256: string): Promise<boolean> {
  const text = await readFile(join(dirname(path), MANIFEST), 'utf8').catch(() => '');
  const manifest = parsed(text);
  if (!isObject(manifest) || !Array.isArray(manifest['files'])) return false;
  const entry = manifest['files'].filter(isObject).find((file) => file['sha256'] === sha256);
  return entry !== undefined && (entry['synthetic'] ?? manifest['synthetic']) === true;
}

/** The path of a package's file, even where the package's `exports` would hide it. */
export function packageFile(name: string, file: string): string {
  const folders = createRequire(__filename).resolve.paths(`${name}/package.json`) ?? [];
  const folder = folders.map((parent) => join(parent, name)).find((path) => existsSync(join(path, 'package.json')));
  if (folder === undefined) throw new Error(`The package ${name} is not installed`);
  return join(folder, file);
}

async function* readingOf(file: FileHandle, path: string, length?: number): AsyncGenerator<Uint8Array> {
  try {
    const end = length === undefined ? undefined : length - 1;
    yield* createReadStream('', { fd: file, end, highWaterMark: 256 * 1024 }) as AsyncIterable<Uint8Array>;
  } catch (error) {
    unreadable(path, error);
  } finally {
    await file.close();
  }
}

function unreadable(path: string, error: unknown): never {
  const code = errorCode(error);
  throw sourceUnreachable(
    path,
    REASONS[code] ?? { en: `reading failed (${code})`, fr: `la lecture a échoué (${code})` },
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
