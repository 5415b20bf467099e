import { DomainError, problem } from '@hexagone/kernel';
import { Database, ServiceCheck } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { Countries } from '../../domain/countries';
import { packColumns } from './pack-columns';

const WITHOUT_PACK = problem('sites.country-without-pack', 'unavailable', {
  en: 'The database knows a country that this code does not know',
  fr: 'La base connaît un pays que ce code ne connaît pas',
});

const COLUMNS = `SELECT attname AS name FROM pg_attribute WHERE attrelid = to_regclass('sites') AND attnum > 0 AND NOT attisdropped`;

/** Packs and database speak of the same countries. */
@Injectable()
export class CountryCheck extends ServiceCheck {
  readonly name = 'sites';

  constructor(
    private readonly countries: Countries,
    private readonly database: Database,
  ) {
    super();
  }

  /** A site of a country without pack would be read as one of no country at all. */
  async mayStart(): Promise<void> {
    const packs = this.countries.packs.map(({ code }) => code);
    const strange = (await this.codes()).filter((code) => !packs.includes(code)).join(', ');
    if (strange === '') return;
    throw new DomainError(WITHOUT_PACK, {
      en: `site_countries has ${strange}, without a pack of that code (there are ${packs.join(', ')}): start the version that has it, or undo its migration.`,
      fr: `site_countries contient ${strange}, sans fiche de ce code (il y a ${packs.join(', ')}) : démarrez la version qui la possède, ou défaites sa migration.`,
    });
  }

  /** Codes and columns of packs whose migration was not applied: every read of sites would fail. */
  async missing(): Promise<readonly string[]> {
    const codes = new Set(await this.codes());
    const { rows } = await this.database.query<{ name: string }>(COLUMNS);
    const columns = new Set(rows.map(({ name }) => name));
    const { packs } = this.countries;
    return [
      ...packs.flatMap(({ code }) => (codes.has(code) ? [] : [`site_countries.${code}`])),
      ...packColumns(packs).flatMap(({ column }) => (columns.has(column) ? [] : [`sites.${column}`])),
    ];
  }

  /** None where the table is not there yet. */
  private async codes(): Promise<readonly string[]> {
    const there = await this.database.query(`SELECT 1 WHERE to_regclass('site_countries') IS NOT NULL`);
    if (there.rowCount === 0) return [];
    const { rows } = await this.database.query<{ code: string }>('SELECT code FROM site_countries ORDER BY code');
    return rows.map(({ code }) => code);
  }
}
