import type { Bilingual, FieldFault } from '@hexagone/kernel';
import { AREA_FIELDS } from './areas';
import type { ManualChanges, Point } from './commune-values';
import { type FieldValue, type OVERRIDABLE } from './override-state';
import { CommuneInvalid } from './territory-write.errors';

/** A document about a commune, read: what it sets, what it merely repeats, one postal code to add. */
export interface CommuneDraft {
  readonly changes: ManualChanges;
  /** `codePostal`: added to the list where the commune is found by name, the whole list elsewhere. */
  readonly codePostal?: string;
  /** Members that cannot be set, to be compared with what is published. */
  readonly repeated: Readonly<Record<string, unknown>>;
}

type Outcome = { readonly value: FieldValue } | { readonly says: Bilingual };
type Reader = (value: unknown) => Outcome;

const refused = (en: string, fr: string): Outcome => ({ says: { en, fr } });

const CONTROL = /[\p{Cc}\p{Cf}]/u;

const readName: Reader = (value) =>
  typeof value === 'string' &&
  value.trim() !== '' &&
  value.length <= 100 &&
  !CONTROL.test(value) &&
  /\p{L}/u.test(value)
    ? { value: value.trim().normalize('NFC') }
    : refused('must be a name of 1 to 100 characters.', 'doit être un nom de 1 à 100 caractères.');

function readPostalCode(value: unknown): Outcome {
  if (typeof value === 'number')
    return refused(
      'must be a text in quotes: a number loses its leading zero.',
      'doit être un texte entre guillemets : un nombre perd son zéro initial.',
    );
  if (typeof value !== 'string' || !/^\d{4,5}$/.test(value.trim()))
    return refused('must be a postal code of five digits.', 'doit être un code postal de cinq chiffres.');
  return { value: value.trim().padStart(5, '0') };
}

function readPostalCodes(value: unknown): Outcome {
  if (!Array.isArray(value) || value.length < 1 || value.length > 30)
    return refused('must be a list of 1 to 30 postal codes.', 'doit être une liste de 1 à 30 codes postaux.');
  const codes: string[] = [];
  for (const item of value) {
    const read = readPostalCode(item);
    if ('says' in read) return refused(`: each item ${read.says.en}`, `: chaque élément ${read.says.fr}`);
    codes.push(read.value as string);
  }
  if (new Set(codes).size < codes.length) return refused('must not repeat a code.', 'ne doit pas répéter un code.');
  return { value: codes };
}

const readPopulation: Reader = (value) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 100_000_000
    ? { value }
    : refused('must be a whole number of people, 0 or more.', "doit être un nombre entier d'habitants, 0 ou plus.");

const nineDigits =
  (what: Bilingual): Reader =>
  (value) =>
    typeof value === 'string' && /^\d{9}$/.test(value)
      ? { value }
      : refused(`must be ${what.en}, nine digits.`, `doit être ${what.fr}, neuf chiffres.`);

const readCentre: Reader = (value) => {
  const point = pointOf(value);
  return point
    ? { value: { lat: point.lat, lon: point.lon } }
    : refused(
        'must be a GeoJSON Point: {"type":"Point","coordinates":[lon, lat]}.',
        'doit être un Point GeoJSON : {"type":"Point","coordinates":[lon, lat]}.',
      );
};

function pointOf(value: unknown): Point | null {
  if (typeof value !== 'object' || value === null) return null;
  const { type, coordinates } = value as { type?: unknown; coordinates?: unknown };
  if (type !== 'Point' || !Array.isArray(coordinates) || coordinates.length !== 2) return null;
  const [lon, lat] = coordinates as readonly unknown[];
  const inRange = typeof lon === 'number' && typeof lat === 'number' && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
  return inRange ? { lat, lon } : null;
}

const READERS: Readonly<Record<(typeof OVERRIDABLE)[number] | 'codePostal', Reader>> = {
  nom: readName,
  codesPostaux: readPostalCodes,
  codePostal: readPostalCode,
  population: readPopulation,
  siren: nineDigits({ en: 'a SIREN', fr: 'un SIREN' }),
  centre: readCentre,
  codeEpci: nineDigits({ en: 'the code of an EPCI', fr: "le code d'un EPCI" }),
};

const READ_ONLY: ReadonlySet<string> = new Set(AREA_FIELDS.commune.filter((field) => !(field in READERS)));

/** Reads a document, with every fault it has. `nullable`: null gives the source's value back (a merge patch). */
export function readCommuneDraft(document: Readonly<Record<string, unknown>>, nullable: boolean): CommuneDraft {
  const faults: FieldFault[] = [];
  const read: Record<string, FieldValue> = {};
  const repeated: Record<string, unknown> = {};
  for (const [member, value] of Object.entries(document)) {
    const reader = Object.hasOwn(READERS, member) ? READERS[member as keyof typeof READERS] : undefined;
    if (!reader) {
      if (READ_ONLY.has(member)) repeated[member] = value;
      else faults.push(faultOf(member, 'unknown', { en: 'is unknown here.', fr: 'est inconnu ici.' }));
    } else if (nullable && value === null && member !== 'codePostal') read[member] = null;
    else {
      const outcome = reader(value);
      if ('value' in outcome) read[member] = outcome.value;
      else faults.push(faultOf(member, 'invalid', outcome.says));
    }
  }
  if ('codePostal' in document && 'codesPostaux' in document)
    faults.push(
      faultOf('codePostal', 'twice', { en: 'and codesPostaux exclude each other.', fr: 'et codesPostaux s’excluent.' }),
    );
  if (faults.length > 0) throw new CommuneInvalid(faults);
  const { codePostal, ...changes } = read;
  return { changes, repeated, ...(typeof codePostal === 'string' && { codePostal }) };
}

/** A whole document must name the commune and its postal codes. */
export function mustBeWhole({ changes, codePostal }: CommuneDraft): void {
  const missing = [
    ...(changes.nom === undefined ? ['nom'] : []),
    ...(changes.codesPostaux === undefined && codePostal === undefined ? ['codesPostaux'] : []),
  ];
  if (missing.length > 0)
    throw new CommuneInvalid(
      missing.map((member) => faultOf(member, 'missing', { en: 'is required.', fr: 'est requis.' })),
    );
}

const faultOf = (member: string, code: string, says: Bilingual): FieldFault => ({
  pointer: `/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`,
  code,
  detail: { en: `${member} ${says.en}`, fr: `${member} ${says.fr}` },
});
