import type { ColumnContract, SourceContract } from '../../application/source-contract';

export interface Binding {
  /** Canonical names in the order of the contract, and beside each the position of its cell. */
  readonly names: readonly string[];
  readonly positions: readonly number[];
  /** How many cells a record has. */
  readonly width: number;
  readonly header: readonly string[];
  readonly unknown: readonly string[];
}

export interface HeaderFault {
  readonly missing: readonly string[];
  readonly repeated: readonly string[];
  /** Where the contract refuses them. */
  readonly refused: readonly string[];
  readonly found: readonly string[];
  /** By position only. */
  readonly width?: { readonly expected: number; readonly found: number };
}

/** Accents, case, spaces and punctuation make no difference between names. */
export const folded = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/** The columns that a header (or the keys of an object) stands for, by the names that the contract gives them. */
export class ColumnNames {
  readonly #byName = new Map<string, string>();
  readonly #fold: (name: string) => string;

  constructor(readonly contract: SourceContract) {
    this.#fold = contract.header === 'exact' ? (name) => name : folded;
    for (const column of contract.columns) this.#learn(column);
  }

  find(name: string): string | undefined {
    return this.#byName.get(this.#fold(name));
  }

  #learn({ name, synonyms = [] }: ColumnContract): void {
    for (const known of [name, ...synonyms]) {
      const key = this.#fold(known);
      if (!this.#byName.has(key)) this.#byName.set(key, name);
    }
  }
}

/** Required columns, and groups of which one is required, that are not among the bound. */
export function missingColumns(contract: SourceContract, bound: ReadonlySet<string>): string[] {
  const required = contract.columns.filter(({ required, name }) => required === true && !bound.has(name));
  const groups = (contract.requireOneOf ?? []).filter((group) => !group.some((name) => bound.has(name)));
  return [...required.map(({ name }) => name), ...groups.map((group) => group.join(' | '))];
}

export function bindHeader(contract: SourceContract, cells: readonly string[]): Binding | HeaderFault {
  if (contract.header === 'position') return bindPositions(contract, cells);
  const names = new ColumnNames(contract);
  const positions = new Map<string, number>();
  const repeated: string[] = [];
  const unknown: string[] = [];
  cells.forEach((cell, position) => {
    const name = names.find(cell);
    if (name === undefined) unknown.push(cell);
    else if (positions.has(name)) repeated.push(name);
    else positions.set(name, position);
  });
  const missing = missingColumns(contract, new Set(positions.keys()));
  const refused = contract.unknownColumns === 'refused' ? unknown : [];
  if (missing.length + repeated.length + refused.length > 0) return { missing, repeated, refused, found: cells };
  const bound = contract.columns.map(({ name }) => name).filter((name) => positions.has(name));
  return {
    names: bound,
    positions: bound.map((name) => positions.get(name) ?? 0),
    width: cells.length,
    header: cells,
    unknown: unknown.filter((cell) => cell.trim() !== ''),
  };
}

function bindPositions(contract: SourceContract, cells: readonly string[]): Binding | HeaderFault {
  const names = contract.columns.map(({ name }) => name);
  const extra = cells.slice(names.length);
  const fits =
    cells.length >= names.length &&
    extra.length <= (contract.emptyTrailingCells ?? 0) &&
    extra.every((cell) => cell === '');
  if (!fits) {
    const width = { expected: names.length, found: cells.length };
    return { missing: names.slice(cells.length), repeated: [], refused: [], found: cells, width };
  }
  return { names, positions: names.map((_, index) => index), width: names.length, header: names, unknown: [] };
}
