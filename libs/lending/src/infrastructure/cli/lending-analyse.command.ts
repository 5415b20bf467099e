import { readFile, writeFile } from 'node:fs/promises';
import { CliCommand, print, printJson, tell } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { type Command, Option } from 'commander';
import { ANALYSES } from '../analysis/analyses';
import { pageWith, tableOf } from '../analysis/analysis-page';
import { findWithDuckDB } from '../analysis/duckdb-engine';
import type { Finding } from '../analysis/engine';
import { exportFiles } from '../analysis/export-files';
import { PostgresEngine } from '../analysis/postgres-engine';
import { lendingVerb } from './lending-verb';

interface AnalyseOptions {
  readonly from: string;
  readonly engine: 'postgres' | 'duckdb';
  readonly json?: true;
  readonly markdown?: string;
}

/** `hexagone lending analyse`: the analyses in SQL, on the files themselves; nothing is stored, nothing is masked. */
@Injectable()
export class LendingAnalyseCommand extends CliCommand {
  constructor(private readonly postgres: PostgresEngine) {
    super();
  }

  describe(program: Command): void {
    lendingVerb(program)
      .command('analyse')
      .description(
        'The borrower’s profile, the best proposals and the quality of the files, by libs/lending/analysis/*.sql',
      )
      .requiredOption('--from <directory>', 'where the three files are')
      .addOption(
        new Option('--engine <engine>', 'what runs the SQL').choices(['postgres', 'duckdb']).default('postgres'),
      )
      .option('--json', 'one JSON object on stdout')
      .option('--markdown <page>', 'writes statements and answers into the blocks of that page')
      .addHelpText('after', '\nExample:\n  hexagone lending analyse --from samples --engine duckdb')
      .action((given: AnalyseOptions) => this.analyse(given));
  }

  private async analyse({ from, engine, json, markdown }: AnalyseOptions): Promise<void> {
    const files = await exportFiles(from);
    const found = engine === 'duckdb' ? await findWithDuckDB(from) : await this.postgres.find(files);
    if (markdown !== undefined) await refreshed(markdown, found);
    else if (json) printJson({ engine, ...byAnalysis(found), phrase: phraseOf(found) });
    else print(...found.flatMap(told), phraseOf(found));
  }
}

async function refreshed(page: string, found: readonly Finding[]): Promise<void> {
  await writeFile(page, pageWith(await readFile(page, 'utf8'), found));
  tell(page);
}

const byAnalysis = (found: readonly Finding[]): Readonly<Record<string, object>> =>
  Object.fromEntries(
    ANALYSES.map((analysis) => [
      analysis.replace('-', '_'),
      Object.fromEntries(found.filter((one) => one.analysis === analysis).map(({ name, rows }) => [name, rows])),
    ]),
  );

/** What the last analysis ends with. */
const phraseOf = (found: readonly Finding[]): string => String(found.at(-1)?.rows[0]?.['phrase'] ?? '');

function told(finding: Finding): readonly string[] {
  const { analysis, name, about } = finding;
  return name === 'phrase' ? [] : [`${analysis}/${name}: ${about}`, '', ...tableOf(finding), ''];
}
