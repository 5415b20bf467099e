export interface NamedItem {
  readonly id: number;
  readonly name: string;
}

/** Sites and groups by name, which several may bear; in ascending order of id. */
export abstract class NamedItems {
  abstract sites(names: readonly string[]): Promise<readonly NamedItem[]>;
  abstract groups(names: readonly string[]): Promise<readonly NamedItem[]>;
}
