import { DatasetPart, type Publication, type RawRecord, type Verdict } from '@hexagone/ingestion';
import { searchKey } from '../../domain/search-key';
import { TEXT } from '../staged-text';
import { RecordReading } from './record-reading';
import { COMMUNE_CODE, JSON_ARRAY, jsonColumns } from './shapes';

interface PeriodRow {
  id: string;
  type: string;
  code: string;
  nom: string;
  search_key: string;
  starts_on: string | null;
  ends_on: string | null;
  starts_because: string | null;
  ends_because: string | null;
  successor: string | null;
  predecessor: string | null;
  pole: string | null;
  members: string;
}

const TYPE = /^COM[PAD]?$/;
const PERIOD_ID = /^COM[PAD]?-[0-9A-B]{5}@\d{4}-\d\d-\d\d(?:@\d)?$/;

/** Periods of communes since 1943: half-open, `dateFin` is the first day that a period is over. */
export class HistoryPart extends DatasetPart<PeriodRow, undefined> {
  override readonly name = 'history';
  override readonly fileName = /^historique-communes\.json$/i;
  readonly contract = {
    ...JSON_ARRAY,
    columns: jsonColumns(
      ...['id', 'type', 'code', 'nom', 'dateDebut', 'dateFin', 'raisonDebut', 'raisonFin'],
      ...['successeur', 'predecesseur', 'pole', 'membres'],
    ),
  };
  readonly stage = {
    id: TEXT,
    type: TEXT,
    code: TEXT,
    nom: TEXT,
    search_key: TEXT,
    starts_on: 'date',
    ends_on: 'date',
    starts_because: TEXT,
    ends_because: TEXT,
    successor: TEXT,
    predecessor: TEXT,
    pole: TEXT,
    members: 'text[]',
  };

  constructor(readonly publication: Publication) {
    super();
  }

  judge(record: RawRecord): Verdict<PeriodRow> {
    const read = new RecordReading(record);
    const nom = read.text('nom');
    return read.verdict({
      id: read.matching('id', PERIOD_ID),
      type: read.matching('type', TYPE),
      code: read.matching('code', COMMUNE_CODE),
      nom,
      search_key: searchKey(nom),
      starts_on: read.optionalDay('dateDebut'),
      ends_on: read.optionalDay('dateFin'),
      starts_because: read.optionalText('raisonDebut'),
      ends_because: read.optionalText('raisonFin'),
      successor: read.optionalText('successeur'),
      predecessor: read.optionalText('predecesseur'),
      pole: read.optionalText('pole'),
      members: read.codes('membres', PERIOD_ID),
    });
  }
}
