import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { AccessLog } from '../../application/access-log';
import type { Reader } from '../../application/opportunity-reads';
import { QualityReads, type QualityReport } from '../../application/quality-reads';
import {
  DATASETS,
  isAskedFor,
  MISSING,
  MOST_EXAMPLES,
  percentOf,
  type QualityFilter,
  type RuleCount,
} from '../../domain/quality-report';
import type { LendingDataset } from '../../domain/quality-rules';
import { type Counts, countsOf, holds, TABLES } from './quality-counts';

const SPELLING = `
  SELECT bank_group AS "group", json_agg(json_build_object('value', main_bank, 'count', count)
    ORDER BY count DESC, main_bank COLLATE "C") AS variants
  FROM (SELECT bank_group, main_bank, count(*) FROM opportunity WHERE bank_group IS NOT NULL GROUP BY 1, 2) spelt
  GROUP BY bank_group HAVING count(*) > 1 ORDER BY bank_group COLLATE "C"`;

/** Less than this is chance. */
const LEAST_SIMILARITY = 0.6;

const SUGGESTIONS = `
  SELECT dataset, value, count::int, near.bank_group AS "group", round(near.similarity::numeric, 2)::float8 AS similarity
  FROM (SELECT 'opportunities' AS dataset, main_bank AS value, count(*) FROM opportunity
        WHERE main_bank IS NOT NULL AND bank_group IS NULL GROUP BY 2
        UNION ALL SELECT 'banks', name, count(*) FROM bank WHERE bank_group IS NULL GROUP BY 2) unmatched
  CROSS JOIN LATERAL (SELECT a.bank_group, strict_word_similarity(a.bank_group, value) AS similarity FROM bank_alias a
    ORDER BY similarity DESC, a.position LIMIT 1) near
  WHERE near.similarity >= ${String(LEAST_SIMILARITY)} AND dataset = ANY ($1)
  ORDER BY near.similarity DESC, count DESC, value COLLATE "C" LIMIT 100`;

const HISTORY = 'SELECT run_id::float8, at, counts FROM lending_quality ORDER BY lending_quality.run_id DESC LIMIT 100';

type Examples = ReadonlyMap<number, readonly string[]>;

@Injectable()
export class SqlQualityReads extends QualityReads {
  constructor(
    private readonly database: Database,
    private readonly log: AccessLog,
  ) {
    super();
  }

  report(asked: QualityFilter, reader: Reader): Promise<QualityReport> {
    return this.database.run(async () => {
      await this.database.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      const report = await this.read(asked);
      await this.logged(report.rules, asked, reader);
      return report;
    });
  }

  private async read(asked: QualityFilter): Promise<QualityReport> {
    const wanted = DATASETS.filter((dataset) => asked.dataset?.includes(dataset) ?? true);
    const found: { readonly dataset: LendingDataset; readonly counts: Counts; readonly rules: readonly RuleCount[] }[] =
      [];
    for (const dataset of wanted) {
      const counts = await countsOf(this.database, dataset);
      found.push({ dataset, counts, rules: await this.rulesOf(dataset, counts, asked) });
    }
    const history = await this.history();
    return {
      run_id: history[0]?.run_id ?? null,
      datasets: found.map(({ dataset, counts: { rows, synthetic } }) => ({ dataset, rows, synthetic })),
      rules: found.flatMap(({ rules }) => rules),
      missing: found.flatMap(({ counts }) => missingIn(counts)),
      extremes: found.flatMap(({ dataset, counts }) => counts.extremes.map((column) => ({ dataset, ...column }))),
      spelling: wanted.includes('opportunities') ? await this.rows<QualityReport['spelling'][number]>(SPELLING) : [],
      suggestions: await this.rows<QualityReport['suggestions'][number]>(SUGGESTIONS, [wanted]),
      history,
    };
  }

  private async rulesOf(dataset: LendingDataset, { rules }: Counts, asked: QualityFilter): Promise<RuleCount[]> {
    const shown = rules.filter(({ rule }) => isAskedFor(rule, asked));
    const examples = await this.examples(dataset, shown);
    return shown.map(({ rule, checked, count }, i) => ({
      ...{ rule: rule.rule, severity: rule.severity, dataset, column: rule.column },
      ...{ checked, count, percent: percentOf(count, checked) },
      examples: examples.get(i) ?? [],
      effect: rule.effect,
    }));
  }

  /** By the place of the rule. */
  private async examples(dataset: LendingDataset, rules: Counts['rules']): Promise<Examples> {
    const some = rules.flatMap(({ rule, count }, i) => (count > 0 ? [{ rule, i }] : []));
    if (some.length === 0) return new Map();
    const ids = some.map(
      ({ rule, i }) =>
        `SELECT ${String(i)} AS place, ARRAY(SELECT t.id FROM ${TABLES[dataset]} t WHERE ${holds(rule)} ORDER BY t.id LIMIT ${String(MOST_EXAMPLES)})::text[] AS ids`,
    );
    const rows = await this.rows<{ place: number; ids: string[] }>(ids.join(' UNION ALL '));
    return new Map(rows.map(({ place, ids: found }) => [place, found]));
  }

  /** Whose opportunities the examples are, or belong to. */
  private async logged(rules: readonly RuleCount[], asked: QualityFilter, reader: Reader): Promise<void> {
    const shown = (dataset: LendingDataset): string[] =>
      rules.filter((rule) => rule.dataset === dataset).flatMap(({ examples }) => examples);
    const [own, offers] = [shown('opportunities'), shown('proposals')];
    if (own.length + offers.length === 0) return;
    const behind = await this.rows<{ id: string }>(
      'SELECT DISTINCT opportunity_id AS id FROM proposal WHERE id = ANY ($1) AND opportunity_id IS NOT NULL',
      [offers],
    );
    const opportunityIds = [...new Set([...own, ...behind.map(({ id }) => id)])].sort();
    await this.log.record({ ...reader, action: 'quality', opportunityIds, filter: { ...asked } });
  }

  private async history(): Promise<QualityReport['history']> {
    const rows = await this.rows<{ run_id: number; at: Date; counts: Readonly<Record<string, number>> }>(HISTORY);
    return rows.map(({ run_id, at, counts }) => ({ run_id, at: at.toISOString(), counts }));
  }

  private async rows<T extends object>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    return (await this.database.query<T>(sql, parameters)).rows;
  }
}

const missingIn = ({ rules }: Counts): QualityReport['missing'] =>
  rules
    .filter(({ rule }) => rule.rule === MISSING)
    .map(({ rule: { dataset, column }, checked, count }) => ({
      ...{ dataset, column, missing: count },
      percent: percentOf(count, checked),
    }));
