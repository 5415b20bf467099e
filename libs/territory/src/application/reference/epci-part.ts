import { DatasetPart, type Publication, type RawRecord, type Verdict } from '@hexagone/ingestion';
import { searchKey } from '../../domain/search-key';
import { TEXT } from '../staged-text';
import { RecordReading } from './record-reading';
import { COMMUNE_CODE, JSON_ARRAY, jsonColumns, SIREN } from './shapes';

interface EpciRow {
  code: string;
  nom: string;
  search_key: string;
  type: string;
  mode_financement: string | null;
  population: number | null;
  population_totale: number | null;
  members: string;
}

const memberCode = (member: unknown): unknown => (member as { code?: unknown } | null)?.code;

/** Intercommunalities with their members; the établissements publics territoriaux of Greater Paris come in another file. */
export class EpciPart extends DatasetPart<EpciRow, undefined> {
  override readonly name: string;
  override readonly fileName: RegExp;
  readonly contract = {
    ...JSON_ARRAY,
    columns: jsonColumns(
      ...['code', 'nom', 'type', 'modeFinancement', 'populationMunicipale', 'populationTotale', 'membres'],
    ),
  };
  readonly stage = {
    code: TEXT,
    nom: TEXT,
    search_key: TEXT,
    type: TEXT,
    mode_financement: TEXT,
    population: 'integer',
    population_totale: 'integer',
    members: 'text[]',
  };

  constructor(
    name: 'epci' | 'ept',
    readonly publication: Publication,
  ) {
    super();
    this.name = name;
    this.fileName = name === 'epci' ? /^epci\.json$/i : /^ept\.json$/i;
  }

  judge(record: RawRecord): Verdict<EpciRow> {
    const read = new RecordReading(record);
    const nom = read.text('nom');
    return read.verdict({
      code: read.matching('code', SIREN),
      nom,
      search_key: searchKey(nom),
      type: read.text('type'),
      mode_financement: read.optionalText('modeFinancement'),
      population: read.optionalCount('populationMunicipale'),
      population_totale: read.optionalCount('populationTotale'),
      members: read.codes('membres', COMMUNE_CODE, memberCode),
    });
  }
}
