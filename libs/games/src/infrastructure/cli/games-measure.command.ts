import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { type Bilingual, DomainError, problem } from '@hexagone/kernel';
import { CliCommand, print, printJson } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { Command } from 'commander';
import csv from 'csv-parser';
import { type KnownRecord, MeasureCatalogue } from '../../application/catalogue/measure-catalogue';
import type { JudgedRecord, PairMeasure } from '../../domain/matching/pair-measure';
import { gamesVerb } from './games-verb';

const NO_TRUTH = problem('games.no-truth', 'invalid', {
  en: 'This is no list of records and their true games',
  fr: 'Ce n’est pas une liste de fiches et de leurs vrais jeux',
});

interface Asked {
  readonly truth: string;
  readonly json?: true;
}

/** `hexagone games measure` */
@Injectable()
export class GamesMeasureCommand extends CliCommand {
  constructor(private readonly measure: MeasureCatalogue) {
    super();
  }

  describe(program: Command): void {
    gamesVerb(program)
      .command('measure')
      .description(
        'Compare the games with what is known of their records: precision and recall of pairs, every false join',
      )
      .requiredOption('--truth <file>', 'CSV with the columns source, source_key, true_game')
      .option('--json', 'one JSON object on stdout')
      .addHelpText('after', '\nExample:\n  hexagone games measure --truth sample/truth.csv')
      .action((asked: Asked) => this.run(asked));
  }

  private async run({ truth, json }: Asked): Promise<void> {
    const measure = await this.measure.execute(await knownRecords(truth));
    if (json) printJson(onTheWire(measure));
    else print(...lines(measure));
  }
}

const COLUMNS = ['source', 'source_key', 'true_game'] as const;

type Line = Readonly<Partial<Record<(typeof COLUMNS)[number], string>>>;

async function knownRecords(path: string): Promise<readonly KnownRecord[]> {
  const known: KnownRecord[] = [];
  let missing: readonly string[] = COLUMNS;
  const lines = csv().on('headers', (names: readonly string[]) => {
    missing = COLUMNS.filter((name) => !names.includes(name));
  });
  try {
    await pipeline(createReadStream(path), lines, async (read: AsyncIterable<Line>) => {
      for await (const { source, source_key: sourceKey, true_game: truth } of read)
        if (source && sourceKey && truth) known.push({ source, sourceKey, truth });
    });
  } catch (error) {
    throw noTruth(path, unreadable(error));
  }
  if (missing.length > 0) throw noTruth(path, lacking(missing));
  if (known.length === 0) throw noTruth(path, EMPTY);
  return known;
}

const noTruth = (path: string, why: Bilingual): DomainError =>
  new DomainError(NO_TRUTH, { en: `${path} ${why.en}`, fr: `${path} ${why.fr}` });

const EMPTY = {
  en: `has no line with a ${COLUMNS.join(', a ')}`,
  fr: `n’a aucune ligne qui donne ${COLUMNS.join(', ')}`,
};

const lacking = (columns: readonly string[]): Bilingual => ({
  en: `lacks the ${columns.length > 1 ? 'columns' : 'column'} ${columns.join(', ')}`,
  fr: `n’a pas ${columns.length > 1 ? 'les colonnes' : 'la colonne'} ${columns.join(', ')}`,
});

function unreadable(error: unknown): Bilingual {
  const { code = '' } = error as { readonly code?: string };
  if (code === 'ENOENT') return { en: 'does not exist', fr: 'n’existe pas' };
  return { en: `cannot be read (${code || String(error)})`, fr: `est illisible (${code || String(error)})` };
}

const told = ({ source, sourceKey, truth }: JudgedRecord): object => ({
  source,
  source_key: sourceKey,
  true_game: truth,
});

const onTheWire = (measure: PairMeasure): object => ({
  records: measure.records,
  absent: measure.absent,
  true_pairs: measure.truePairs,
  joined_pairs: measure.joinedPairs,
  right_pairs: measure.rightPairs,
  precision: measure.precision,
  recall: measure.recall,
  recall_with_reviews: measure.recallWithReviews,
  f1: measure.f1,
  false_joins: measure.falseJoins.map(([a, b]) => ({ game_id: a.game, records: [told(a), told(b)] })),
});

const said = ({ source, sourceKey }: JudgedRecord): string => `${source} ${sourceKey}`;

const lines = (measure: PairMeasure): readonly string[] => [
  `records ${String(measure.records)}, in no game ${String(measure.absent)}`,
  `pairs: true ${String(measure.truePairs)}, joined ${String(measure.joinedPairs)}, right ${String(measure.rightPairs)}`,
  `precision ${measure.precision.toFixed(4)}, recall ${measure.recall.toFixed(4)} ` +
    `(${measure.recallWithReviews.toFixed(4)} with open reviews), F1 ${measure.f1.toFixed(4)}`,
  ...measure.falseJoins.map(([a, b]) => `false join in game ${String(a.game)}: ${said(a)} | ${said(b)}`),
];
