import { DatasetPart, type Publication, type RawRecord, type SourceContract, type Verdict } from '@hexagone/ingestion';
import { COUNTRY_STAGE, type CountryRow } from './country-row';

/** Codes and names alone, as the package of ISO 3166-1 is read. */
export class NamedCountriesPart extends DatasetPart<CountryRow> {
  override readonly name = 'names';
  readonly contract: SourceContract = {
    version: 1,
    formats: ['ndjson'],
    columns: Object.keys(COUNTRY_STAGE).map((name) => ({ name, required: true })),
  };
  readonly stage = COUNTRY_STAGE;

  constructor(readonly publication: Publication) {
    super();
  }

  judge({ fields }: RawRecord): Verdict<CountryRow> {
    const wrong = Object.keys(COUNTRY_STAGE).find((name) => typeof fields[name] !== 'string' || fields[name] === '');
    if (wrong !== undefined) return { reject: [{ field: wrong, code: 'text_missing' }] };
    const { numeric_code, alpha2, name_en, name_fr } = fields as unknown as CountryRow;
    if (!/^\d{3}$/.test(numeric_code))
      return { reject: [{ field: 'numeric_code', code: 'code_malformed', value: numeric_code }] };
    return { take: { numeric_code, alpha2, name_en, name_fr } };
  }
}
