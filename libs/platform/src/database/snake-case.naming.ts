import { DefaultNamingStrategy } from 'typeorm';

const snake = (text: string): string =>
  text.replace(/(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Z])/g, '_').toLowerCase();

/** `installationDate` in TypeScript is `installation_date` in SQL; nobody writes it twice. */
export class SnakeCaseNaming extends DefaultNamingStrategy {
  override tableName(target: string, given?: string): string {
    return given ?? snake(target);
  }

  override columnName(property: string, given: string | undefined, prefixes: string[]): string {
    return snake([...prefixes, given ?? property].join('_'));
  }
}
