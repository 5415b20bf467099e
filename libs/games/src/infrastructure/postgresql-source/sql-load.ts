import { join } from 'node:path';
import type { Dataset, Publication, SourceLocation } from '@hexagone/ingestion';
import { Environment, isPostgresUrl, type Settings } from '@hexagone/platform';
import { sqlDataset } from '../../application/import/sql/sql-dataset';
import type { Mappings } from '../../domain/mapping/mappings';
import { gamesConfig } from '../mapping/config-table';
import { sourceSettingsWrong } from '../source-settings';
import { readMapping } from './sql-mapping';
import { SqlReader } from './sql-reader';

export interface RecordLoad {
  readonly publication: Publication;
  readonly mappings: Mappings;
  readonly embedded?: readonly SourceLocation[];
}

/** The dataset games-sql as the settings want it. Throws DomainError: bad settings. */
export function sqlLoad(
  settings: Pick<Settings, 'env'>,
  { publication, mappings, embedded = [] }: RecordLoad,
): Dataset {
  return sqlDataset(publication, mappings, { embedded, reader: readerOf(settings.env) });
}

function readerOf(env: Settings['env']): SqlReader | null {
  const from = new Environment(env);
  const url = from.text('GAMES_SQL_URL');
  const mapping = from.text('GAMES_SQL_MAPPING') ?? '';
  if (url !== undefined && !isPostgresUrl(url)) from.fault('GAMES_SQL_URL', 'malformed', NOT_POSTGRES);
  if (!/^[a-z0-9][a-z0-9_-]*$/i.test(mapping)) from.fault('GAMES_SQL_MAPPING', 'malformed', NOT_A_NAME);
  if (from.faults.length > 0) throw sourceSettingsWrong(from.faults);
  if (url === undefined) return null;
  const path = join(gamesConfig(), 'sql', `${mapping}.yaml`);
  return new SqlReader(url, () => readMapping(path, mapping));
}

const NOT_POSTGRES = { en: 'must be a postgres:// address', fr: 'doit être une adresse postgres://' };
const NOT_A_NAME = { en: 'must be the name of a file, without .yaml', fr: 'doit être un nom de fichier, sans .yaml' };
