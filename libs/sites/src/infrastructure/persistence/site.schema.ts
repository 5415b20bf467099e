import { identityColumn } from '@hexagone/platform';
import { EntitySchema, type EntitySchemaColumnOptions, type EntitySchemaIndexOptions } from 'typeorm';
import type { CountryPack, Field } from '../../domain/country-pack';
import { Site } from '../../domain/site';
import { countryIndexes, DAYS, type NamedCheck, packChecks, SQL_TYPE } from './derived-sql';
import { nameCheck, STORED_ROW, type StoredRow } from './stored-row';

const siteCountrySchema = new EntitySchema<{ code: string }>({
  name: 'SiteCountry',
  tableName: 'site_countries',
  columns: { code: { type: 'text', primary: true, primaryKeyConstraintName: 'site_countries_pkey' } },
  checks: [{ name: 'site_countries_code_ck', expression: `code ~ '^[A-Z]{2}$'` }],
});

const megawatts = { type: 'double precision' } as const;

const CHECKS: readonly NamedCheck[] = [
  nameCheck('sites_name_ck'),
  { name: 'sites_date_ck', expression: `installation_date ${DAYS}` },
  { name: 'sites_max_ck', expression: `max_power_megawatt >= 0 AND max_power_megawatt < 'Infinity'` },
  { name: 'sites_min_ck', expression: `min_power_megawatt >= 0 AND min_power_megawatt < 'Infinity'` },
  { name: 'sites_power_range_ck', expression: 'min_power_megawatt <= max_power_megawatt' },
];

const indices = (packs: readonly CountryPack[]): EntitySchemaIndexOptions[] => [
  { name: 'sites_country_ix', columns: ['country'] },
  { name: 'sites_date_ix', columns: ['installationDate', 'id'] },
  { name: 'sites_name_ix', columns: ['name', 'id'] },
  ...packs.flatMap(countryIndexes).map(({ name, properties, where }) => ({
    name,
    columns: [...properties],
    where,
    unique: true,
  })),
];

const siteSchema = (packs: readonly CountryPack[]): EntitySchema<Site & StoredRow> =>
  new EntitySchema<Site & StoredRow>({
    name: 'Site',
    target: Site,
    tableName: 'sites',
    inheritance: { pattern: 'STI', column: 'country' },
    columns: {
      id: identityColumn('sites_pkey'),
      country: { type: 'text' },
      name: { type: 'text', comment: 'not-personal: name of a power site' },
      installationDate: { type: 'date' },
      maxPowerMegawatt: megawatts,
      minPowerMegawatt: megawatts,
      ...STORED_ROW,
    },
    checks: [...CHECKS, ...packChecks(packs)],
    indices: indices(packs),
    foreignKeys: [
      { name: 'sites_country_fk', target: 'SiteCountry', columnNames: ['country'], referencedColumnNames: ['code'] },
    ],
  });

/** An optional field that is not there is undefined in the domain. */
const optional = { to: (value: unknown) => value ?? null, from: (value: unknown) => value ?? undefined };

const column = ({ type, required, dataProtection }: Field): EntitySchemaColumnOptions => ({
  type: SQL_TYPE[type],
  nullable: true,
  ...(required === false && { transformer: optional }),
  ...(dataProtection !== undefined && { comment: dataProtection }),
});

const childSchema = ({ code, site, fields }: CountryPack): EntitySchema<Site> =>
  new EntitySchema<Site>({
    name: site.name,
    target: site,
    type: 'entity-child',
    discriminatorValue: code,
    columns: Object.fromEntries(Object.entries<Field>(fields).map(([property, field]) => [property, column(field)])),
  });

/** One table for the sites of all countries; each row becomes an object of the class of its country. */
export const siteSchemas = (packs: readonly CountryPack[]): EntitySchema[] => [
  siteCountrySchema,
  siteSchema(packs),
  ...packs.map(childSchema),
];
