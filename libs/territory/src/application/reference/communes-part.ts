import { DatasetPart, type Publication, type RawRecord, type Verdict } from '@hexagone/ingestion';
import { searchKey } from '../../domain/search-key';
import { upperCaseName } from '../../domain/upper-case-name';
import { TEXT } from '../staged-text';
import { RecordReading } from './record-reading';
import * as shapes from './shapes';

export interface CommuneRow {
  type: string;
  code: string;
  parent_code: string | null;
  nom: string;
  nom_majuscule: string;
  search_key: string;
  departement_code: string;
  region_code: string;
  arrondissement_code: string | null;
  zone: string;
  population: number | null;
  siren: string | null;
  rang_chef_lieu: number | null;
  codes_postaux: string;
  anciens_codes: string;
}

const TYPE = /^commune-(?:actuelle|deleguee|associee)$|^arrondissement-municipal$/;

/** Where a record names the commune it is a part of. */
const PARENT: Readonly<Record<string, string | undefined>> = {
  'commune-deleguee': 'chefLieu',
  'commune-associee': 'chefLieu',
  'arrondissement-municipal': 'commune',
};

/** Communes of today, delegated and associated communes, arrondissements municipaux: (code, type) is the key. */
export class CommunesPart extends DatasetPart<CommuneRow, undefined> {
  override readonly name = 'communes';
  override readonly fileName = /^communes\.json$/i;
  readonly contract = {
    ...shapes.JSON_ARRAY,
    columns: shapes.jsonColumns(
      ...['code', 'nom', 'type', 'zone', 'arrondissement', 'departement', 'region', 'chefLieu', 'commune'],
      ...['rangChefLieu', 'siren', 'codesPostaux', 'anciensCodes', 'population'],
    ),
  };
  readonly stage = {
    type: TEXT,
    code: TEXT,
    parent_code: TEXT,
    nom: TEXT,
    nom_majuscule: TEXT,
    search_key: TEXT,
    departement_code: TEXT,
    region_code: TEXT,
    arrondissement_code: TEXT,
    zone: TEXT,
    population: 'integer',
    siren: TEXT,
    rang_chef_lieu: 'smallint',
    codes_postaux: 'text[]',
    anciens_codes: 'text[]',
  };

  constructor(readonly publication: Publication) {
    super();
  }

  judge(record: RawRecord): Verdict<CommuneRow> {
    const read = new RecordReading(record);
    const nom = read.text('nom');
    const type = read.matching('type', TYPE);
    const parent = PARENT[type];
    return read.verdict({
      type,
      code: read.matching('code', shapes.COMMUNE_CODE),
      parent_code: parent === undefined ? null : read.matching(parent, shapes.COMMUNE_CODE),
      nom,
      nom_majuscule: upperCaseName(nom),
      search_key: searchKey(nom),
      departement_code: read.matching('departement', shapes.DEPARTEMENT_CODE),
      region_code: read.matching('region', shapes.REGION_CODE),
      arrondissement_code: read.optionalText('arrondissement'),
      zone: read.matching('zone', shapes.ZONE),
      population: read.optionalCount('population'),
      siren: read.optionalText('siren'),
      rang_chef_lieu: read.optionalCount('rangChefLieu', 99),
      codes_postaux: read.codes('codesPostaux', shapes.POSTAL_CODE),
      anciens_codes: read.codes('anciensCodes', shapes.COMMUNE_CODE),
    });
  }
}
