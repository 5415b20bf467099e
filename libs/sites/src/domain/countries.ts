import { snakeCase } from '@hexagone/kernel';
import type { CountryPack, Field, Rule } from './country-pack';
import { refuseContradictions } from './pack-contradictions';

/** A field as it is called in the code and on the wire. */
export interface NamedField {
  readonly property: string;
  readonly wire: string;
  readonly field: Field;
}

/** The countries in which sites can be installed. Packs that contradict themselves or one another: an Error at start. */
export class Countries {
  private readonly byName = new Map<string, CountryPack>();
  private readonly codesByField = new Map<string, string[]>();

  constructor(readonly packs: readonly CountryPack[]) {
    refuseContradictions(packs);
    for (const pack of packs) {
      for (const name of namesOf(pack)) this.byName.set(name.toLowerCase(), pack);
      for (const { wire } of fieldsOf(pack))
        this.codesByField.set(wire, [...(this.codesByField.get(wire) ?? []), pack.code]);
    }
  }

  /** By code, slug or alias, in any case. */
  find(name: string): CountryPack | undefined {
    return this.byName.get(name.toLowerCase());
  }

  /** By the code of a stored site; an unknown one is a bug. */
  get(code: string): CountryPack {
    const pack = this.byName.get(code.toLowerCase());
    if (!pack) throw new Error(`No pack for the country ${code}`);
    return pack;
  }

  /** Every text that stands for a country. */
  get accepted(): readonly string[] {
    return this.packs.flatMap(namesOf);
  }

  /** Codes of the countries whose sites have this member; wire name. */
  codesWith(wire: string): readonly string[] {
    return this.codesByField.get(wire) ?? [];
  }

  /** Every member that is particular to some country, once; wire names. */
  get particular(): readonly string[] {
    return [...this.codesByField.keys()];
  }

  /** The rule that this constraint of the database keeps. */
  ruleKeptBy(constraint: string): Rule | undefined {
    return this.packs.flatMap(({ rules }) => rules).find(({ keptBy }) => keptBy.constraint === constraint);
  }
}

const namesOf = ({ code, slug, aliases }: CountryPack): string[] => [code, slug, ...aliases];

export const fieldsOf = ({ fields }: Pick<CountryPack, 'fields'>): readonly NamedField[] =>
  Object.entries<Field>(fields).map(([property, field]) => ({ property, wire: snakeCase(property), field }));
