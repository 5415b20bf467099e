import type { StagingSession } from '@hexagone/ingestion';
import { MAIN_BANKS } from '../../domain/known-values';

const STAGE = 'pg_temp.stage';

/** The group that a key begins with, up to the end of a word; the first alias that fits. */
const groupOf = (key: string): string =>
  `(SELECT a.bank_group FROM bank_alias a WHERE ${key} ~ ('^(?:' || a.pattern || ')(?= |$)') ORDER BY a.position LIMIT 1)`;

const groups = (key: string): string => `CREATE TEMP TABLE bank_of_key AS
  SELECT key, ${groupOf('key')} AS bank_group FROM (SELECT DISTINCT ${key} AS key FROM ${STAGE} WHERE ${key} IS NOT NULL) keys`;

async function withGroups(stage: StagingSession, key: string, more = ''): Promise<void> {
  await stage.query('DROP TABLE IF EXISTS pg_temp.bank_of_key');
  await stage.query(groups(key));
  await stage.query(`ALTER TABLE ${STAGE} ADD COLUMN bank_group text`);
  await stage.query(
    `UPDATE ${STAGE} s SET bank_group = k.bank_group${more} FROM pg_temp.bank_of_key k WHERE k.key = s.${key}`,
    more === '' ? [] : [MAIN_BANKS],
  );
}

/** Accounts of banks get their group by the aliases that are stored. */
export const groupBanks = (stage: StagingSession): Promise<void> => withGroups(stage, 'name_key');

/** Main banks of borrowers too; a spelling that is not the export's own, or none that is known, is flagged. */
export const groupMainBanks = (stage: StagingSession): Promise<void> =>
  withGroups(
    stage,
    'main_bank_key',
    `, quality_flags = quality_flags || CASE WHEN k.bank_group IS NULL THEN ARRAY['bank_unmatched']
       WHEN s.main_bank <> ALL ($1::text[]) THEN ARRAY['bank_variant'] ELSE ARRAY[]::text[] END`,
  );
