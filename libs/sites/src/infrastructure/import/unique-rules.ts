import type { StagingSession } from '@hexagone/ingestion';
import { snakeCase } from '@hexagone/kernel';
import type { Countries } from '../../domain/countries';
import type { Rule } from '../../domain/country-pack';
import type { Found } from './found-rejects';
import { STAGE, type StagedColumns } from './staged-columns';

/** A rule that lets no two sites of its country share some values. */
export interface UniqueRule {
  readonly country: string;
  readonly rule: Rule;
  readonly columns: readonly string[];
}

export const uniqueRules = ({ packs }: Countries): readonly UniqueRule[] =>
  packs.flatMap(({ code, rules }) =>
    rules.flatMap((rule) =>
      'uniqueBy' in rule.keptBy ? [{ country: code, rule, columns: rule.keptBy.uniqueBy.map(snakeCase) }] : [],
    ),
  );

const SITE = { en: 'Site', fr: 'Le site' };
const LINE = { en: 'Line', fr: 'La ligne' };

interface InTheWay {
  readonly line: string;
  readonly value: string | null;
  /** Of a site, or the line of a row. */
  readonly other: string;
}

/** Rows that a stored site is in the way of. */
export async function takenByStored(
  stage: StagingSession,
  { country, rule, columns }: UniqueRule,
  staged: StagedColumns,
): Promise<readonly Found[]> {
  const shared = columns.map((column) => `t.${column} = ${staged.willBe(column)}`).join(' AND ');
  const { rows } = await stage.query<InTheWay>(
    `SELECT s.line, to_jsonb(s) ->> $2 AS value, min(t.id) AS other FROM ${STAGE} s LEFT JOIN sites o ON o.id = s.site_id
       JOIN sites t ON t.country = $1 AND t.id IS DISTINCT FROM s.site_id AND ${shared}
     WHERE s.country = $1 GROUP BY 1, 2 ORDER BY 1`,
    [country, rule.pointer.slice(1)],
  );
  return rows.map((row) => ({
    line: Number(row.line),
    fault: { ...faultOf(rule, row, SITE), params: { conflicting_site: Number(row.other) } },
  }));
}

/** Rows that an earlier row is in the way of. */
export async function takenByEarlier(
  stage: StagingSession,
  { country, rule, columns }: UniqueRule,
  staged: StagedColumns,
): Promise<readonly Found[]> {
  const values = columns.map((column) => staged.willBe(column));
  const { rows } = await stage.query<InTheWay>(
    `SELECT line, value, other FROM (
       SELECT s.line, to_jsonb(s) ->> $2 AS value, min(s.line) OVER (PARTITION BY ${values.join(', ')}) AS other
       FROM ${STAGE} s LEFT JOIN sites o ON o.id = s.site_id
       WHERE s.country = $1 AND ${values.map((value) => `${value} IS NOT NULL`).join(' AND ')}) r
     WHERE other < line ORDER BY line`,
    [country, rule.pointer.slice(1)],
  );
  return rows.map((row) => ({
    line: Number(row.line),
    fault: { ...faultOf(rule, row, LINE), params: { kept_line: Number(row.other) } },
  }));
}

const faultOf = ({ code, pointer, summary }: Rule, { value, other }: InTheWay, what: typeof SITE): Found['fault'] => ({
  field: pointer.slice(1),
  code,
  ...(value !== null && { value }),
  message: {
    en: `${what.en} ${other} is in the way. ${summary.en}`,
    fr: `${what.fr} ${other} y fait obstacle. ${summary.fr}`,
  },
});
