import { CommuneOverride, type Author } from './commune-override';
import type { CommuneValues, ManualChanges, ManualValues } from './commune-values';
import { type FieldValue, OVERRIDABLE, type OverridableField, sameValue } from './override-state';
import { searchKey } from './search-key';
import { NameAndPostalCodesNeeded } from './territory-write.errors';
import { upperCaseName } from './upper-case-name';

export interface CommunePlace {
  readonly code: string;
  readonly departementCode: string;
  readonly regionCode: string;
  readonly zone: string;
}

/** One line of the audit log. */
export interface OverrideChange {
  readonly field: OverridableField;
  readonly action: 'set' | 'reverted';
  readonly override: CommuneOverride;
}

const NO_VALUES: CommuneValues = {
  nom: '',
  codesPostaux: [],
  population: null,
  siren: null,
  centre: null,
  codeEpci: null,
};

/** A commune as it is written by hand: what the sources say, and above it what people said. */
export class Commune {
  private readonly manual: Map<OverridableField, CommuneOverride>;

  constructor(
    readonly place: CommunePlace,
    /** Null: no source knows this commune, it exists by hand. */
    private readonly source: CommuneValues | null,
    overrides: readonly CommuneOverride[] = [],
  ) {
    this.manual = new Map(overrides.map((override) => [override.field, override]));
  }

  get existsByHand(): boolean {
    return this.source === null;
  }

  get overrides(): readonly CommuneOverride[] {
    return [...this.manual.values()];
  }

  get published(): CommuneValues {
    const byHand = Object.fromEntries(this.overrides.map(({ field, value }) => [field, value])) as ManualValues;
    return { ...(this.source ?? NO_VALUES), ...byHand };
  }

  /** The whole manual layer: a field that is not given has the source's value. Answers what changed. */
  replaceByHand(given: ManualChanges, author: Author): readonly OverrideChange[] {
    return this.revise(Object.fromEntries(OVERRIDABLE.map((field) => [field, given[field] ?? null])), author);
  }

  /** Part of the manual layer; null gives the source's value back. Answers what changed, in no case twice the same. */
  revise(changes: ManualChanges, author: Author): readonly OverrideChange[] {
    const done = OVERRIDABLE.flatMap((field) => {
      const value = changes[field];
      return value === undefined ? [] : this.change(field, value, author);
    });
    if (this.existsByHand) this.mustBeNamed();
    return done;
  }

  private change(field: OverridableField, value: FieldValue, author: Author): readonly OverrideChange[] {
    const sourceValue = this.source?.[field] ?? null;
    const before = this.manual.get(field);
    if (value === null || this.saysTheSame(field, value, sourceValue)) return this.revert(field, before);
    if (before && sameValue(before.value, value) && sameValue(before.baseValue, sourceValue)) return [];
    const override = new CommuneOverride({ code: this.place.code, field }, value, sourceValue, author);
    this.manual.set(field, override);
    return [{ field, action: 'set', override }];
  }

  private revert(field: OverridableField, before: CommuneOverride | undefined): readonly OverrideChange[] {
    if (!before) return [];
    this.manual.delete(field);
    return [{ field, action: 'reverted', override: before }];
  }

  private saysTheSame(field: OverridableField, value: FieldValue, sourceValue: FieldValue): boolean {
    if (sameValue(value, sourceValue)) return true;
    return (
      field === 'nom' &&
      typeof value === 'string' &&
      typeof sourceValue === 'string' &&
      onlyCapitals(value, sourceValue)
    );
  }

  private mustBeNamed(): void {
    const { nom, codesPostaux } = this.published;
    if (nom === '' || codesPostaux.length === 0) throw new NameAndPostalCodesNeeded();
  }
}

/** Capitals are a way of writing, no other name; so are missing accents where all is in capitals. */
function onlyCapitals(given: string, official: string): boolean {
  if (upperCaseName(given) === upperCaseName(official)) return true;
  const letters = given.replace(/[^\p{L}]/gu, '');
  return letters !== '' && letters === upperCaseName(letters) && searchKey(given) === searchKey(official);
}
