import { createHash } from 'node:crypto';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CliCommand, print, printJson } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { Command } from 'commander';
import type { Area } from '../../domain/areas';
import type { Nature } from '../../domain/nature';
import { rteFileName } from '../../domain/rte-file-name';
import { sampleText } from '../../application/sample/sample-files';
import { DEFAULT_SAMPLE } from '../../application/sample/sample-wish';
import { singleFileZip } from '../rte/single-file-zip';
import { areasOf, columnsOf, natureOf, seedOf, yearOf } from './sample-options';

interface SampleOptions {
  readonly year: number;
  readonly area: readonly Area[];
  readonly nature: Nature;
  readonly columns: 40 | 36;
  readonly seed: number;
  readonly zip?: true;
  readonly out?: string;
  readonly json?: true;
}

interface Written {
  readonly path: string;
  readonly area: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** `hexagone sample eco2mix`: synthetic files in the shape of RTE's, with all their oddities. Same arguments, same bytes. */
@Injectable()
export class SampleEco2mixCommand extends CliCommand {
  describe(program: Command): void {
    const { year, area, nature, columns, seed } = DEFAULT_SAMPLE;
    const verb =
      program.commands.find((command) => command.name() === 'sample') ??
      program.command('sample').description('Write synthetic files').usage('<what> [options]');
    verb
      .command('eco2mix')
      .description('A year of power as RTE would ship it; no value was ever measured')
      .option('--year <year>', 'the year', yearOf, year)
      .option('--area <area>', 'a code such as FR or FR-BRE, an INSEE code, or all', areasOf, [area])
      .option('--nature <nature>', 'real_time, consolidated or definitive', natureOf, nature)
      .option('--columns <number>', 'of a national file: 40, or 36 as before 2023', columnsOf, columns)
      .option('--zip', 'in a zip archive, as RTE ships it')
      .option('--seed <number>', 'another number, other values', seedOf, seed)
      .option('--out <path>', 'file, or directory where there are several; default: RTE’s name, here')
      .option('--json', 'one JSON array on stdout')
      .addHelpText('after', '\nExample:\n  hexagone sample eco2mix --year 2024 --area all --out samples')
      .action((given: SampleOptions) => this.write(given));
  }

  private async write(given: SampleOptions): Promise<void> {
    const files: Written[] = [];
    for (const area of given.area) files.push(await written(area, given));
    if (given.json) printJson(files);
    else print(...files.map(({ path, bytes, sha256 }) => `${sha256}  ${path}  ${String(bytes)} bytes`));
  }
}

async function written(area: Area, given: SampleOptions): Promise<Written> {
  const wish = { ...given, area };
  const name = rteFileName(area, given.nature, given.year);
  const text = Buffer.from([...sampleText(wish)].join(''), 'latin1');
  const content = given.zip ? singleFileZip(`${name}.xls`, text) : text;
  const path = await pathOf(`${name}.${given.zip ? 'zip' : 'xls'}`, given);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { path, area: area.code, bytes: content.length, sha256 };
}

async function pathOf(name: string, { out = '.', area }: SampleOptions): Promise<string> {
  const found = await stat(out).catch(() => null);
  return area.length > 1 || found?.isDirectory() ? join(out, name) : out;
}
