import { DatasetPart, type Publication, type RawRecord, type Verdict } from '@hexagone/ingestion';
import { TEXT } from '../staged-text';
import { RecordReading } from './record-reading';
import { ARRONDISSEMENT_CODE, COMMUNE_CODE, DEPARTEMENT_CODE, JSON_ARRAY, jsonColumns, REGION_CODE } from './shapes';

interface ArrondissementRow {
  code: string;
  nom: string;
  chef_lieu: string;
  departement_code: string;
  region_code: string;
}

export class ArrondissementsPart extends DatasetPart<ArrondissementRow, undefined> {
  override readonly name = 'arrondissements';
  override readonly fileName = /^arrondissements\.json$/i;
  readonly contract = { ...JSON_ARRAY, columns: jsonColumns('code', 'nom', 'chefLieu', 'departement', 'region') };
  readonly stage = { code: TEXT, nom: TEXT, chef_lieu: TEXT, departement_code: TEXT, region_code: TEXT };

  constructor(readonly publication: Publication) {
    super();
  }

  judge(record: RawRecord): Verdict<ArrondissementRow> {
    const read = new RecordReading(record);
    return read.verdict({
      code: read.matching('code', ARRONDISSEMENT_CODE),
      nom: read.text('nom'),
      chef_lieu: read.matching('chefLieu', COMMUNE_CODE),
      departement_code: read.matching('departement', DEPARTEMENT_CODE),
      region_code: read.matching('region', REGION_CODE),
    });
  }
}
