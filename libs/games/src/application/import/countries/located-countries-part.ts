import {
  DatasetPart,
  type Fault,
  type Publication,
  type RawRecord,
  type SourceContract,
  type Verdict,
} from '@hexagone/ingestion';
import { COUNTRY_STAGE, type KnownCountry, type LocatedCountryRow } from './country-row';

/** By position: the names in the header vary. Those that nobody reads are numbered. */
const COLUMNS = ['1', 'alpha2', '3', 'numeric', '5', '6', 'name_en', 'name', '9', 'shape', 'point'];

const CONTRACT: SourceContract = {
  version: 1,
  formats: ['csv'],
  delimiters: [';'],
  quoted: false,
  header: 'position',
  columns: COLUMNS.map((name) => ({ name })),
  recordBytes: 8 * 1024 * 1024,
};

const CODE = /^\d{1,3}$/;
const POINT = /^(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)$/;

/** Countries with shapes, as Opendatasoft exports them: eleven columns, quotes that mean nothing, huge cells. */
export class LocatedCountriesPart extends DatasetPart<LocatedCountryRow> {
  override readonly name = 'places';
  readonly contract = CONTRACT;
  readonly stage = { ...COUNTRY_STAGE, latitude: 'double precision', longitude: 'double precision' } as const;

  constructor(
    readonly publication: Publication,
    private readonly known: KnownCountry,
  ) {
    super();
  }

  judge({ line, fields }: RawRecord): Verdict<LocatedCountryRow> {
    const text = (column: string): string => ((fields[column] as string | undefined) ?? '').trim();
    const [code, name, point] = [text('numeric'), text('name'), pointOf(text('point'))];
    if (line === 1 && !CODE.test(code) && point === undefined) return { skip: 'header' };
    if (code === '') return { skip: 'no_code' };
    const fault = (field: string, reason: string): Fault => ({ field, code: reason, value: text(field).slice(0, 80) });
    const [first, ...others] = [
      ...(CODE.test(code) ? [] : [fault('numeric', 'code_malformed')]),
      ...(name === '' ? [fault('name', 'name_missing')] : []),
      ...(point === undefined ? [fault('point', 'point_malformed')] : []),
    ];
    if (first || point === undefined) return { reject: [first ?? fault('point', 'point_malformed'), ...others] };
    return { take: { ...this.named(code.padStart(3, '0'), text), ...point } };
  }

  /** What stands beside code and name is believed where it looks like what it should be. */
  private named(code: string, text: (column: string) => string): Omit<LocatedCountryRow, 'latitude' | 'longitude'> {
    const known = this.known(code);
    return {
      numeric_code: code,
      alpha2: /^[A-Z]{2}$/.test(text('alpha2')) ? text('alpha2') : (known?.alpha2 ?? null),
      name_en: known?.name_en ?? (text('name_en') || null),
      name_fr: text('name'),
    };
  }
}

type Point = Pick<LocatedCountryRow, 'latitude' | 'longitude'>;

/** Undefined for what is no place on Earth. */
function pointOf(text: string): Point | undefined {
  if (text === '') return { latitude: null, longitude: null };
  const [, latitude, longitude] = (POINT.exec(text) ?? []).map(Number);
  if (latitude === undefined || longitude === undefined) return undefined;
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : undefined;
}
