import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { print, printJson } from './terminal';

interface Written {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface SampleFiles {
  /** Directory; made where it is missing. */
  readonly out: string;
  /** File name → its text, piece by piece. */
  readonly files: Readonly<Record<string, Iterable<string>>>;
  /** What the manifest says beside the files. */
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly json: boolean;
}

/** The verb `sample`, whichever context comes first. */
export const sampleVerb = (program: Command): Command =>
  program.commands.find((command) => command.name() === 'sample') ??
  program.command('sample').description('Write synthetic files').usage('<what> [options]');

/** A whole number of an option; commander says which one is wrong. */
export const wholeOf =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d{1,9}$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`A whole number from ${String(least)} to ${String(most)}.`);
  };

/** Writes synthetic files and, beside them, the `manifest.json` that says so; then tells what was written. */
export async function writeSample({ out, files, manifest, json }: SampleFiles): Promise<void> {
  await mkdir(out, { recursive: true });
  const written: Written[] = [];
  for (const [name, text] of Object.entries(files)) written.push(await writeFileOf(out, name, text));
  const said = { synthetic: true, ...manifest, files: written };
  await writeFile(join(out, 'manifest.json'), `${JSON.stringify(said, null, 2)}\n`);
  if (json) printJson(written);
  else print(...written.map(({ name, bytes, sha256 }) => `${sha256}  ${join(out, name)}  ${String(bytes)} bytes`));
}

/** Pieces of some tens of kilobytes: a stream of single lines is slow. */
function* pieces(lines: Iterable<string>): Generator<string> {
  let piece = '';
  for (const line of lines) {
    piece += line;
    if (piece.length < 65_536) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

async function writeFileOf(out: string, name: string, lines: Iterable<string>): Promise<Written> {
  const hash = createHash('sha256');
  let bytes = 0;
  function* counted(): Generator<Buffer> {
    for (const piece of pieces(lines)) {
      const chunk = Buffer.from(piece);
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  await pipeline(Readable.from(counted()), createWriteStream(join(out, name)));
  return { name, bytes, sha256: hash.digest('hex') };
}
