import { DomainService, PersonalDataHolders, type Retention } from '@hexagone/kernel';
import { RegisterOfProcessing } from './register-of-processing';

export interface RetentionRule extends Retention {
  /** Of the holder. */
  readonly context: string;
}

/** The rules of retention that the holders carry out, which are exactly those that the register states. */
@DomainService()
export class RetentionRules {
  constructor(
    private readonly holders: PersonalDataHolders,
    private readonly register: RegisterOfProcessing,
  ) {}

  /** In the order of the holders. Complete once every module has started. Throws naming every rule without its counterpart. */
  all(): readonly RetentionRule[] {
    const rules = this.holders.all.flatMap(({ context, retentions }) =>
      retentions.map(({ rule, purge }) => ({ context, rule, purge })),
    );
    const held = rules.map(({ rule }) => rule);
    const { rules: stated } = this.register;
    const faults = [
      ...stated.filter((rule) => !held.includes(rule)).map((rule) => `${rule} is carried out by nobody`),
      ...held.filter((rule) => !stated.includes(rule)).map((rule) => `${rule} is not in the register`),
      ...held.filter((rule, i) => held.indexOf(rule) !== i).map((rule) => `${rule} is carried out twice`),
    ];
    if (faults.length > 0) throw new Error(`Rules of retention: ${faults.join('; ')}`);
    return rules;
  }
}
