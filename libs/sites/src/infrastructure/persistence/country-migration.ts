import { snakeCase } from '@hexagone/kernel';
import type { CountryPack } from '../../domain/country-pack';
import { countryChecks, countryIndexes, type NamedCheck, ownerCheck, SQL_TYPE } from './derived-sql';
import { type PackColumn, packColumns } from './pack-columns';

interface Statements {
  readonly up: readonly string[];
  readonly down: readonly string[];
}

const add = ({ name, expression }: NamedCheck): string =>
  `ALTER TABLE sites ADD CONSTRAINT ${name} CHECK (${expression}) NOT VALID`;
const validate = ({ name }: NamedCheck): string => `ALTER TABLE sites VALIDATE CONSTRAINT ${name}`;
const drop = ({ name }: NamedCheck): string => `ALTER TABLE sites DROP CONSTRAINT ${name}`;

const addColumn = ({ column, field: { type, dataProtection: said } }: PackColumn): readonly string[] => [
  `ALTER TABLE sites ADD COLUMN ${column} ${SQL_TYPE[type]}`,
  ...(said ? [`COMMENT ON COLUMN sites.${column} IS '${said.replaceAll("'", "''")}'`] : []),
];

/**
 * What a country adds to the schema that the countries listed before it made. A field of theirs keeps its column and has
 * its owner check replaced. Going back is refused by the foreign key as long as the country has sites.
 */
export function countryStatements(pack: CountryPack, before: readonly CountryPack[]): Statements {
  const there = new Map(packColumns(before).map((column) => [column.property, column]));
  const after = [...before, pack];
  const columns = packColumns(after).filter(({ codes }) => codes.includes(pack.code));
  const replaced = columns.flatMap(({ property }) => there.get(property) ?? []).map((own) => ownerCheck(own, before));
  const checks = [...columns.map((own) => ownerCheck(own, after)), ...countryChecks(pack)];
  const added = columns.filter(({ property }) => !there.has(property));
  const indexes = countryIndexes(pack);
  return {
    up: [
      `INSERT INTO site_countries VALUES ('${pack.code}')`,
      ...added.flatMap(addColumn),
      ...replaced.map(drop),
      ...checks.map(add),
      ...checks.map(validate),
      ...indexes.map(
        ({ name, properties, where }) =>
          `CREATE UNIQUE INDEX ${name} ON sites (${properties.map(snakeCase).join(', ')}) WHERE ${where}`,
      ),
    ],
    down: [
      `DELETE FROM site_countries WHERE code = '${pack.code}'`,
      ...indexes.map(({ name }) => `DROP INDEX ${name}`),
      ...checks.map(drop),
      ...added.map(({ column }) => `ALTER TABLE sites DROP COLUMN ${column}`),
      ...replaced.map(add),
      ...replaced.map(validate),
    ],
  };
}

const inTemplate = (statements: readonly string[]): string =>
  statements.map((sql) => `\n      ${sql.replace(/[\\`]|\$\{/g, String.raw`\$&`)}`).join(';');

/** The file of `migrations/` by which a country enters the database. */
export function countryMigration(pack: CountryPack, before: readonly CountryPack[], timestamp: number): string {
  const { up, down } = countryStatements(pack, before);
  const name = pack.slug
    .split(/[^a-z0-9]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  return `import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What sites of ${pack.name.en} have of their own. */
export class Sites${name}${timestamp} implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(\`${inTemplate(up)}\`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(\`${inTemplate(down)}\`);
  }
}
`;
}
