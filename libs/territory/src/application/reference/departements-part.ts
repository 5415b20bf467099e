import { DatasetPart, type Publication, type RawRecord, type Verdict } from '@hexagone/ingestion';
import { searchKey } from '../../domain/search-key';
import { TEXT } from '../staged-text';
import { RecordReading } from './record-reading';
import { COMMUNE_CODE, DEPARTEMENT_CODE, JSON_ARRAY, jsonColumns, REGION_CODE, ZONE } from './shapes';

interface DepartementRow {
  code: string;
  nom: string;
  search_key: string;
  chef_lieu: string;
  region_code: string;
  zone: string;
}

export class DepartementsPart extends DatasetPart<DepartementRow, undefined> {
  override readonly name = 'departements';
  override readonly fileName = /^departements\.json$/i;
  readonly contract = { ...JSON_ARRAY, columns: jsonColumns('code', 'nom', 'chefLieu', 'region', 'zone') };
  readonly stage = {
    code: TEXT,
    nom: TEXT,
    search_key: TEXT,
    chef_lieu: TEXT,
    region_code: TEXT,
    zone: TEXT,
  };

  constructor(readonly publication: Publication) {
    super();
  }

  judge(record: RawRecord): Verdict<DepartementRow> {
    const read = new RecordReading(record);
    const nom = read.text('nom');
    return read.verdict({
      code: read.matching('code', DEPARTEMENT_CODE),
      nom,
      search_key: searchKey(nom),
      chef_lieu: read.matching('chefLieu', COMMUNE_CODE),
      region_code: read.matching('region', REGION_CODE),
      zone: read.matching('zone', ZONE),
    });
  }
}
