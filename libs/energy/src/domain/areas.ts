/** A perimeter for which RTE publishes: the country, or one of twelve regions (no file covers Corsica). */
export interface Area {
  /** 0 for the country, else the INSEE code as a number. */
  readonly id: number;
  readonly code: string;
  readonly inseeCode: string | null;
  readonly name: string;
  /** As the files name it. */
  readonly label: string;
  readonly kind: 'country' | 'region';
}

const region = (code: string, inseeCode: string, label: string, name = label): Area => ({
  id: Number(inseeCode),
  code: `FR-${code}`,
  inseeCode,
  name,
  label,
  kind: 'region',
});

export const FRANCE: Area = { id: 0, code: 'FR', inseeCode: null, name: 'France', label: 'France', kind: 'country' };

export const AREAS: readonly Area[] = [
  FRANCE,
  region('IDF', '11', 'Ile-de-France', 'Île-de-France'),
  region('CVL', '24', 'Centre-Val de Loire'),
  region('BFC', '27', 'Bourgogne-Franche-Comté'),
  region('NOR', '28', 'Normandie'),
  region('HDF', '32', 'Hauts-de-France'),
  region('GES', '44', 'Grand-Est', 'Grand Est'),
  region('PDL', '52', 'Pays-de-la-Loire', 'Pays de la Loire'),
  region('BRE', '53', 'Bretagne'),
  region('NAQ', '75', 'Nouvelle-Aquitaine'),
  region('OCC', '76', 'Occitanie'),
  region('ARA', '84', 'Auvergne-Rhône-Alpes'),
  region('PAC', '93', 'PACA', 'Provence-Alpes-Côte d’Azur'),
];

/** By code, in any case, or by INSEE code. */
export const findArea = (text: string): Area | undefined =>
  AREAS.find(({ code, inseeCode }) => code === text.toUpperCase() || inseeCode === text);

const folded = (label: string): string =>
  label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/** As written, which most files do, and folded. */
const BY_LABEL = new Map(
  AREAS.flatMap((area) => [area.label, folded(area.label)].map((label) => [label, area] as const)),
);

/** By the label of a file, without regard to case, accents, hyphens and spaces. */
export const areaOfLabel = (label: string): Area | undefined => BY_LABEL.get(label) ?? BY_LABEL.get(folded(label));
