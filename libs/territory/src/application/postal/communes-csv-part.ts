import {
  DatasetPart,
  type Fault,
  type Publication,
  type RawRecord,
  type SourceContract,
  type Verdict,
} from '@hexagone/ingestion';
import { departementOfPostalCode } from '../../domain/departement-of-code';
import {
  arrondissementNamed,
  cleanInseeCode,
  cleanPostalCode,
  isForeign,
  trustedDepartement,
} from '../../domain/insee-code';
import { searchKey } from '../../domain/search-key';
import { upperCaseName } from '../../domain/upper-case-name';
import { POSTAL_STAGE, type PostalRow } from './postal-row';
import { positionIn } from './position-in';

/** In this order: the first that has something to say names the row. */
const NAMES = ['nom_commune_complet', 'nom_commune', 'nom_de_la_commune', 'nom_commune_postal'] as const;

const CONTRACT: SourceContract = {
  version: 1,
  formats: ['csv', 'workbook'],
  fallbackEncoding: 'windows-1252',
  delimiters: [';', ',', '\t'],
  headerProblem: 'territory.communes-header',
  columns: [
    // Not `code_commune`: in the fifteen columns that is the number inside the département.
    { name: 'insee', synonyms: ['code_commune_INSEE', 'code_insee'] },
    ...NAMES.map((name) => ({ name })),
    { name: 'code_postal', required: true },
    { name: 'label', synonyms: ['libelle_acheminement', 'libellé_d_acheminement'] },
    { name: 'ligne_5' },
    { name: 'latitude' },
    { name: 'longitude' },
    { name: 'coordinates', synonyms: ['coordonnees_gps', 'coordonnees_geographiques'] },
    { name: 'code_departement' },
    ...['nom_departement', 'code_region', 'nom_region', 'article'].map((name) => ({ name })),
  ],
  requireOneOf: [NAMES, ['insee', 'code_departement']],
};

/** One row: a commune, a postal code, and often a locality of its own. */
export class CommunesCsvPart extends DatasetPart<PostalRow> {
  override readonly name = 'communes';
  readonly contract = CONTRACT;
  readonly stage = POSTAL_STAGE;

  constructor(readonly publication: Publication) {
    super();
  }

  judge({ fields }: RawRecord): Verdict<PostalRow> {
    const text = (column: string): string => {
      const value = fields[column];
      return typeof value === 'string' ? value.trim() : '';
    };
    const [givenCode, givenPostalCode, givenDepartement] = [
      text('insee'),
      text('code_postal'),
      text('code_departement'),
    ];
    const name = NAMES.map(text).find((one) => one !== '') ?? '';
    const insee = cleanInseeCode(givenCode);
    const postalCode = cleanPostalCode(givenPostalCode);
    const nameKey = searchKey(name);
    const faults = faultsOf({ nameKey, insee, givenCode, postalCode, givenPostalCode });
    if (faults) return { reject: faults };
    const row = rowOf({ insee, name, nameKey, postalCode: postalCode ?? '', givenDepartement });
    row.label = text('label') || null;
    row.label_key = row.label && searchKey(row.label);
    row.locality = text('ligne_5') || null;
    row.postal_code_repaired = givenPostalCode !== postalCode;
    row.departement_recomputed &&= fields['code_departement'] !== undefined;
    const place = positionIn(text('latitude'), text('longitude'), text('coordinates'));
    row.lat = place.lat;
    row.lon = place.lon;
    return { take: row };
  }
}

interface Named {
  readonly insee: string | null;
  readonly name: string;
  readonly nameKey: string;
  readonly postalCode: string;
  readonly givenDepartement: string;
}

/** One literal with every member: rows by the million are built fast only when they all have the same shape. */
function rowOf({ insee, name, nameKey, postalCode, givenDepartement }: Named): {
  -readonly [K in keyof PostalRow]: PostalRow[K];
} {
  const nom = upperCaseName(name);
  const source = trustedDepartement(givenDepartement);
  const foreign = isForeign(insee, postalCode);
  return {
    insee,
    nom,
    in_capitals: nom === name,
    name_key: nameKey,
    postal_code: postalCode,
    label: null,
    label_key: null,
    locality: null,
    lat: null,
    lon: null,
    source_departement: source,
    searched_departement: source ?? departementOfPostalCode(postalCode),
    named_arrondissement: arrondissementNamed(nameKey),
    foreign_row: foreign,
    postal_code_repaired: false,
    departement_repaired: source !== null && givenDepartement !== source,
    departement_recomputed: source === null && !foreign,
  };
}

interface Read {
  readonly nameKey: string;
  readonly insee: string | null;
  readonly givenCode: string;
  readonly postalCode: string | null;
  readonly givenPostalCode: string;
}

function faultsOf({
  nameKey,
  insee,
  givenCode,
  postalCode,
  givenPostalCode,
}: Read): readonly [Fault, ...Fault[]] | undefined {
  const faults: Fault[] = [];
  if (nameKey === '') faults.push({ field: 'nom_commune', code: 'name_missing' });
  if (!insee && givenCode !== '')
    faults.push({ field: 'code_commune_INSEE', code: 'insee_code_malformed', value: givenCode });
  if (!postalCode) faults.push({ field: 'code_postal', code: 'postal_code_malformed', value: givenPostalCode });
  const [first, ...others] = faults;
  return first && [first, ...others];
}
