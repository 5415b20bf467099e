import type { GuardFinding, StagedRun } from '@hexagone/ingestion';
import type { Eco2mixSurvey } from './eco2mix-survey';

/**
 * RTE ends each file with a disclaimer and gives every local day 96 rows, those of the changes of hour included. Records
 * that could not be told apart, or placed, are rejected one by one: they are not what is missing.
 */
export function truncatedFile({ survey, counts }: StagedRun<Eco2mixSurvey>): readonly GuardFinding[] {
  if (!survey.asShipped) return [];
  const rejected = counts.read - survey.records + survey.astray;
  const missing = Math.max(0, survey.missing - rejected);
  const ends = survey.footers > 0;
  return [
    {
      name: 'truncated-file',
      fires: !ends || missing > 0,
      measured: ends ? `${String(missing)} rows missing` : 'no last line',
      limit: '96 rows a day and a last line',
      detail: {
        en: 'A file as RTE ships it ends with a disclaimer, and has 96 rows for every day.',
        fr: 'Un fichier tel que RTE le publie se termine par un avertissement et compte 96 lignes par jour.',
      },
    },
  ];
}
