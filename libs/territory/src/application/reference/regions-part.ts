import { DatasetPart, type Publication, type RawRecord, type Verdict } from '@hexagone/ingestion';
import { searchKey } from '../../domain/search-key';
import { TEXT } from '../staged-text';
import { RecordReading } from './record-reading';
import { COMMUNE_CODE, JSON_ARRAY, jsonColumns, REGION_CODE, ZONE } from './shapes';

interface RegionRow {
  code: string;
  nom: string;
  search_key: string;
  chef_lieu: string;
  zone: string;
}

export class RegionsPart extends DatasetPart<RegionRow, undefined> {
  override readonly name = 'regions';
  override readonly fileName = /^regions\.json$/i;
  readonly contract = { ...JSON_ARRAY, columns: jsonColumns('code', 'nom', 'chefLieu', 'zone') };
  readonly stage = { code: TEXT, nom: TEXT, search_key: TEXT, chef_lieu: TEXT, zone: TEXT };

  constructor(readonly publication: Publication) {
    super();
  }

  judge(record: RawRecord): Verdict<RegionRow> {
    const read = new RecordReading(record);
    const nom = read.text('nom');
    return read.verdict({
      code: read.matching('code', REGION_CODE),
      nom,
      search_key: searchKey(nom),
      chef_lieu: read.matching('chefLieu', COMMUNE_CODE),
      zone: read.matching('zone', ZONE),
    });
  }
}
