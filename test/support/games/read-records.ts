import { mergeInto, type Publication } from '@hexagone/ingestion';
import { RECORD_STAGE } from '../../../libs/games/src/application/import/record-row';

const COLUMNS = Object.keys(RECORD_STAGE).filter((name) => name !== 'raw');

/** Records as they were judged, for tests of sources that need no catalogue. */
export const READ_RECORDS = `CREATE TABLE read_record (
  ${COLUMNS.map((name) => `${name} ${RECORD_STAGE[name as keyof typeof RECORD_STAGE]}`).join(', ')},
  run_id bigint NOT NULL, source_line bigint NOT NULL, PRIMARY KEY (source_key))`;

/** A whole snapshot, as the catalogue takes it; two rows that differ in their raw text only are the same. */
export const intoReadRecords = (): Publication =>
  mergeInto({
    table: 'read_record',
    key: ['source_key'],
    values: COLUMNS.filter((name) => name !== 'source_key'),
    whenAbsent: 'delete',
  });
