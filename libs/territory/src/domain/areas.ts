/** What the territory publishes, one collection each. */
export type AreaKind = 'commune' | 'subCommune' | 'departement' | 'region' | 'epci';

export const SUB_COMMUNE_TYPES = ['commune-deleguee', 'commune-associee'] as const;
export const COMMUNE_TYPES = ['commune-actuelle', 'arrondissement-municipal', ...SUB_COMMUNE_TYPES] as const;
export type CommuneType = (typeof COMMUNE_TYPES)[number];

/** Metropolitan France, overseas départements, overseas collectivities. */
export const ZONES = ['metro', 'drom', 'com'] as const;
export type Zone = (typeof ZONES)[number];

/** The members an answer may have, in the vocabulary of geo.api.gouv.fr; `code` and `nom` are always there. */
export const AREA_FIELDS = {
  commune: [
    ...['nom', 'code', 'codeDepartement', 'siren', 'codeEpci', 'codeRegion', 'codesPostaux', 'population'],
    ...['nomMajuscule', 'codeParent', 'centre', 'mairie', 'position', 'surface', 'contour', 'bbox', 'zone', 'type'],
    ...['epci', 'departement', 'region', 'anciensCodes', 'deleguees', 'associees', 'chefLieu', 'rangChefLieu'],
  ],
  subCommune: [
    ...['nom', 'code', 'type', 'chefLieu', 'codeDepartement', 'codeEpci', 'codeRegion', 'codesPostaux'],
    ...['nomMajuscule', 'centre', 'mairie', 'position', 'surface', 'contour', 'bbox', 'zone', 'population'],
    ...['epci', 'departement', 'region'],
  ],
  departement: ['nom', 'code', 'codeRegion', 'chefLieu', 'zone', 'region'],
  region: ['nom', 'code', 'chefLieu', 'zone'],
  epci: ['nom', 'code', 'codesDepartements', 'codesRegions', 'population', 'type', 'zone'],
} as const satisfies Record<AreaKind, readonly string[]>;

export const DEFAULT_FIELDS: Record<AreaKind, readonly string[]> = {
  commune: AREA_FIELDS.commune.slice(0, 8),
  subCommune: AREA_FIELDS.subCommune.slice(0, 8),
  departement: ['nom', 'code', 'codeRegion'],
  region: ['nom', 'code'],
  epci: ['nom', 'code', 'codesDepartements', 'codesRegions', 'population'],
};

/** Members that only the contours can fill. */
export const CONTOUR_FIELDS: readonly string[] = ['surface', 'contour', 'bbox'];
