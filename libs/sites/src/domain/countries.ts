import { BASE } from './base-fields';
import type { CountryPack } from './country-pack';
import { type NamedField, namedFields } from './named-field';
import { refuseContradictions } from './pack-contradictions';

/** The countries in which sites can be installed. Packs that contradict themselves or one another: an Error at start. */
export class Countries {
  private readonly byName = new Map<string, CountryPack>();
  private readonly codesByField = new Map<string, string[]>();

  constructor(readonly packs: readonly CountryPack[]) {
    refuseContradictions(packs);
    for (const pack of packs) {
      for (const name of namesOf(pack)) this.byName.set(name.toLowerCase(), pack);
      for (const { wire } of namedFields(pack.fields))
        this.codesByField.set(wire, [...this.codesWith(wire), pack.code]);
    }
  }

  /** By code, slug or alias, in any case. */
  find(name: string): CountryPack | undefined {
    return this.byName.get(name.toLowerCase());
  }

  /** By the code of a stored site; one without a pack is a bug. */
  get(code: string): CountryPack {
    const pack = this.find(code);
    if (!pack) throw new Error(`No pack for the country ${code}`);
    return pack;
  }

  /** Every text that stands for a country. */
  get accepted(): readonly string[] {
    return this.packs.flatMap(namesOf);
  }

  /** Wire names of the members that are particular to some country. */
  get particular(): readonly string[] {
    return [...this.codesByField.keys()];
  }

  /** Codes of the countries whose sites have this member in particular; wire name. */
  codesWith(wire: string): readonly string[] {
    return this.codesByField.get(wire) ?? [];
  }
}

const namesOf = ({ code, slug, aliases }: CountryPack): readonly string[] => [code, slug, ...aliases];

/** Every field of a site of that country. */
export const fieldsOf = ({ fields }: CountryPack): readonly NamedField[] => [...BASE, ...namedFields(fields)];
