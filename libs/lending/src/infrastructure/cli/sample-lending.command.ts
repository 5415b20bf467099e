import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CliCommand, print, printJson } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { type Command, InvalidArgumentError } from 'commander';
import { SAMPLE_FILES, USUAL_SAMPLE } from '../../application/sample/sample-files';

interface SampleOptions {
  readonly rows: number;
  readonly seed: number;
  readonly out: string;
  readonly broken?: true;
  readonly json?: true;
}

interface Written {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

const MANIFEST = 'manifest.json';

/** `hexagone sample lending`: the three files of the export, of people who do not exist. Same arguments, same bytes. */
@Injectable()
export class SampleLendingCommand extends CliCommand {
  describe(program: Command): void {
    const verb =
      program.commands.find((command) => command.name() === 'sample') ??
      program.command('sample').description('Write synthetic files').usage('<what> [options]');
    verb
      .command('lending')
      .description('Opportunities, proposals and banks as the broker exports them; nobody in them exists')
      .option('--rows <number>', 'opportunities', wholeOf(1, 9_999_999), USUAL_SAMPLE.rows)
      .option('--seed <number>', 'another number, other values', wholeOf(0, 999_999_999), USUAL_SAMPLE.seed)
      .option('--out <directory>', 'where to write', '.')
      .option('--broken', 'adds a short line, a repeated row, a contradicting one and a wrong id')
      .option('--json', 'one JSON array on stdout')
      .addHelpText('after', '\nExample:\n  hexagone sample lending --rows 2000 --out samples')
      .action((given: SampleOptions) => this.write(given));
  }

  private async write({ rows, seed, out, broken, json }: SampleOptions): Promise<void> {
    await mkdir(out, { recursive: true });
    const wish = { rows, seed, broken: broken === true };
    const files: Written[] = [];
    for (const [name, linesOf] of Object.entries(SAMPLE_FILES)) files.push(await written(out, name, linesOf(wish)));
    const manifest = { synthetic: true, generator: 'hexagone sample lending', ...wish, files };
    await writeFile(join(out, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    if (json) printJson(files);
    else print(...files.map(({ name, bytes, sha256 }) => `${sha256}  ${join(out, name)}  ${String(bytes)} bytes`));
  }
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

async function written(out: string, dataset: string, lines: Iterable<string>): Promise<Written> {
  const name = `${dataset}.csv`;
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

const wholeOf =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d{1,9}$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`A whole number from ${String(least)} to ${String(most)}.`);
  };
