import { type Call, Called, Formats, List, Needs, streamed, Told } from '@hexagone/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Readable } from 'node:stream';
import { QualityReads, type QualityReport } from '../../application/quality-reads';
import { DATASETS, GRAVEST_FIRST, RULE_NAMES, type RuleCount } from '../../domain/quality-report';
import type { LendingDataset, Severity } from '../../domain/quality-rules';
import { Answers } from './answers';
import { QUALITY } from './quality-schema';
import { readerOf } from './reader';

class QualityQuery {
  @Told(List(RULE_NAMES), 'Only these rules.', ['age_out_of_range'])
  rule?: readonly string[];

  @Told(List(GRAVEST_FIRST), 'Only rules of these severities.', ['error', 'warning'])
  severity?: readonly Severity[];

  @Told(List(DATASETS), 'Only these files: their rules, blanks and extremes.', ['opportunities'])
  dataset?: readonly LendingDataset[];
}

const COLUMNS = ['rule', 'severity', 'dataset', 'column', 'checked', 'count', 'percent', 'effect', 'examples'];

@ApiTags('lending')
@Controller('borrowers/quality')
@Needs('lending:read')
export class QualityController {
  constructor(private readonly quality: QualityReads) {}

  @Get()
  @Formats('json', 'csv')
  @Answers(QUALITY, {
    title: 'Quality of the files',
    fr: 'Qualité des fichiers',
    about:
      'What is doubtful in the three files, rule by rule, with ids to look at; blanks, extremes and spellings. CSV holds the rules. Each answer that shows ids is written down in the access log.',
  })
  async report(@Query() query: QualityQuery, @Called() call: Call): Promise<QualityReport | Readable> {
    const { rule, severity, dataset } = query;
    const asked = { ...(rule && { rule }), ...(severity && { severity }), ...(dataset && { dataset }) };
    const report = await this.quality.report(asked, readerOf(call));
    if (call.request.format !== 'csv') return report;
    return streamed(call.reply, 'csv', lines(report.rules), { columns: COLUMNS, fileName: 'quality.csv' });
  }
}

async function* lines(rules: readonly RuleCount[]): AsyncGenerator<Readonly<Record<string, unknown>>> {
  for (const { examples, ...rule } of rules) yield await Promise.resolve({ ...rule, examples: examples.join(' ') });
}
