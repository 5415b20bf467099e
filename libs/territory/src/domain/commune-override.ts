import type { FieldValue, OverridableField, OverrideState } from './override-state';

/** Who changes something by hand, and why. */
export interface Author {
  readonly actor: string;
  readonly reason: string | null;
  readonly at: Date;
}

/** A field's value set by hand. It stays in force, whatever the sources say, until they agree or somebody reverts it. */
export class CommuneOverride {
  readonly code: string;
  readonly field: OverridableField;
  readonly value: FieldValue;
  /** What the source said when the override was made. */
  readonly baseValue: FieldValue;
  /** What the source said when it was last heard. */
  readonly sourceValue: FieldValue;
  readonly actor: string;
  readonly reason: string | null;
  readonly at: Date;
  readonly state: Exclude<OverrideState, 'agreed'>;

  constructor(
    of: { readonly code: string; readonly field: OverridableField },
    value: FieldValue,
    sourceValue: FieldValue,
    { actor, reason, at }: Author,
  ) {
    this.code = of.code;
    this.field = of.field;
    this.value = value;
    this.baseValue = sourceValue;
    this.sourceValue = sourceValue;
    this.actor = actor;
    this.reason = reason;
    this.at = at;
    this.state = 'active';
  }
}
