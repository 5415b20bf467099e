import { type ReferenceCommune, referenceCommunes } from './reference-directory';

/** One line of a communes file, with the commune that it truly means. */
export interface CommuneLine {
  readonly insee: string;
  readonly commune: string;
  readonly trueDepartement: string;
  readonly nom: string;
  readonly postalCode: string;
  readonly label: string;
  readonly locality: string;
  readonly lat: string;
  readonly lon: string;
  /** As the source has it: `97` and `98` overseas, sometimes nothing. */
  readonly departement: string;
}

/** Enough of France for every trap: Corsica, the three cities, mergers across départements, all of overseas. */
const DEPARTEMENTS = new Set('01 02 08 09 14 24 2A 49 50 51 62 69 75 80 13 974 975 977 978 986 987 988 989'.split(' '));
const WITHOUT_COORDINATES = new Set(['975', '977', '978', '986', '987', '988', '989']);

/** As the postal service writes: capitals without accents, ST and STE. */
export const postalLabel = (nom: string): string =>
  nom
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/œ/gi, 'OE')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, ' ')
    .replace(/\bSAINT(E?)\b/g, 'ST$1')
    .trim();

/** Any place on earth will do, as long as those of one postal code are near each other. */
function place(code: string, postalCode: string): { lat: string; lon: string } {
  const spread = Number.parseInt(code, 36) % 97;
  const lat = 42 + (Number(postalCode) % 89) / 15 + spread / 5_000;
  const lon = (Number(postalCode) % 71) / 12 + spread / 4_000;
  return { lat: lat.toFixed(6), lon: lon.toFixed(6) };
}

function sourceDepartement(departement: string, nth: number): string {
  if (departement === '988' && nth % 7 === 0) return '';
  if (/^97[578]$/.test(departement)) return '97';
  return departement.startsWith('98') ? '98' : departement;
}

function line(commune: ReferenceCommune, postalCode: string, nth: number): CommuneLine {
  const { code, departement } = commune;
  // A spreadsheet takes the communes called Faux for a truth value.
  const nom = commune.nom === 'Faux' ? 'FAUX' : commune.nom;
  const where = WITHOUT_COORDINATES.has(departement) ? { lat: '', lon: '' } : place(code, postalCode);
  return {
    ...{ insee: code, commune: commune.commune ?? code, trueDepartement: departement, nom, postalCode, ...where },
    ...{ label: postalLabel(commune.nom), locality: '', departement: sourceDepartement(departement, nth) },
  };
}

const isCity = ({ code }: ReferenceCommune): boolean => ['75056', '69123', '13055'].includes(code);

/** `Paris 16e Arrondissement` is `Paris 16` in these files. */
const shortened = (commune: ReferenceCommune): ReferenceCommune => ({
  ...commune,
  nom: commune.nom.replace(/ (\d+)er? ?e?.*$/, (_, rank: string) => ` ${rank.padStart(2, '0')}`),
});

/** Communes of the past that the file still names, in the département of their time. */
const OF_THE_PAST: readonly Pick<
  CommuneLine,
  'insee' | 'commune' | 'trueDepartement' | 'nom' | 'postalCode' | 'departement'
>[] = [
  {
    insee: '14513',
    commune: '50592',
    trueDepartement: '50',
    nom: 'Pont-Farcy',
    postalCode: '14380',
    departement: '14',
  },
  {
    insee: '02344',
    commune: '51171',
    trueDepartement: '51',
    nom: 'Gernicourt',
    postalCode: '02160',
    departement: '02',
  },
  { insee: '49126', commune: '49126', trueDepartement: '49', nom: 'Drain', postalCode: '49530', departement: '49' },
  { insee: '80756', commune: '80756', trueDepartement: '80', nom: 'Thièvres', postalCode: '62760', departement: '80' },
];

const MONACO: CommuneLine = {
  ...{ insee: '99138', commune: '', trueDepartement: '', nom: 'Monaco', postalCode: '98000', label: 'MONACO' },
  ...{ locality: '', lat: '', lon: '', departement: '99' },
};

/** Generated from the reference, with the defects of the real files. Monaco comes last. */
export function communeLines(): readonly CommuneLine[] {
  const all = referenceCommunes().filter(({ departement }) => DEPARTEMENTS.has(departement));
  const current = all.filter((commune) => commune.type === 'commune-actuelle');
  const plain = current.filter((commune) => !isCity(commune));
  const wards = all.filter(({ type }) => type === 'arrondissement-municipal').map(shortened);
  const lines = [...plain, ...wards].flatMap((commune, nth) =>
    (commune.codesPostaux ?? []).map((postalCode) => line(commune, postalCode, nth)),
  );
  const past = OF_THE_PAST.map((one) => ({
    ...{ ...one, label: postalLabel(one.nom), locality: '' },
    ...place(one.insee, one.postalCode),
  }));
  return [...lines, ...localities(all, current), ...past, MONACO];
}

/** The delegated and associated communes live on in the fifth line of addresses. */
function localities(all: readonly ReferenceCommune[], current: readonly ReferenceCommune[]): CommuneLine[] {
  const byCode = new Map(current.map((commune) => [commune.code, commune]));
  return all.flatMap((part) => {
    const parent = byCode.get(part.chefLieu ?? '');
    const [postalCode] = parent?.codesPostaux ?? [];
    if (!parent || postalCode === undefined || isCity(parent)) return [];
    return [{ ...line(parent, postalCode, 1), label: postalLabel(part.nom), locality: postalLabel(part.nom) }];
  });
}

/** What a spreadsheet does to a code. */
const robbed = (code: string): string => code.replace(/^0(?=\d+$)/, '');

const csv = (header: string, separator: string, rows: readonly (readonly string[])[]): string =>
  [header, ...rows.map((cells) => cells.join(separator))].join('\n') + '\n';

export const nineColumns = (lines: readonly CommuneLine[]): string =>
  csv(
    'code_postal;libelle_acheminement;latitude;longitude;nom_commune;nom_commune_complet;code_departement;nom_departement;nom_region',
    ';',
    lines.map(({ postalCode, label, lat, lon, nom, departement }) => [
      ...[
        robbed(postalCode),
        label,
        lat,
        lon,
        nom.replace(/^(?:L'|Le |La |Les )/, ''),
        nom,
        robbed(departement),
        '',
        '',
      ],
    ]),
  );

export const fifteenColumns = (lines: readonly CommuneLine[], inseeSuffix = ''): string =>
  csv(
    'code_commune_INSEE,nom_commune_postal,code_postal,libelle_acheminement,ligne_5,latitude,longitude,code_commune,article,' +
      'nom_commune,nom_commune_complet,code_departement,nom_departement,code_region,nom_region',
    ',',
    lines.map(({ insee, postalCode, label, locality, lat, lon, nom, departement }) => [
      ...[
        robbed(insee) + (/^\d+$/.test(insee) ? inseeSuffix : ''),
        label,
        robbed(postalCode),
        label,
        locality,
        lat,
        lon,
      ],
      ...[String(Number(insee.slice(2)) || ''), '', nom, nom, robbed(departement), '', '', ''],
    ]),
  ).trimEnd();

/** La Poste of 2020: no département, coordinates in one cell, CRLF. */
export const laPoste2020 = (lines: readonly CommuneLine[]): string =>
  csv(
    'Code_commune_INSEE;Nom_commune;Code_postal;Ligne_5;Libellé_d_acheminement;coordonnees_gps',
    ';',
    lines.map(({ insee, nom, postalCode, locality, label, lat, lon }) => [
      ...[insee, postalLabel(nom), postalCode, locality, label, lat && `${lat},${lon}`],
    ]),
  ).replaceAll('\n', '\r\n');

/** La Poste of today: windows-1252, a number sign before the first column, no coordinates. */
export const laPosteNow = (lines: readonly CommuneLine[]): Buffer =>
  Buffer.from(
    csv(
      '#Code_commune_INSEE;Nom_de_la_commune;Code_postal;Libellé_d_acheminement;Ligne_5',
      ';',
      lines.map(({ insee, nom, postalCode, label, locality }) => [
        insee,
        postalLabel(nom),
        postalCode,
        label,
        locality,
      ]),
    ),
    'latin1',
  );
