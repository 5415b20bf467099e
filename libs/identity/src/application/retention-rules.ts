import { type Bilingual, DomainService, PersonalDataHolders, type Retention } from '@hexagone/kernel';
import { faultyRegister, RegisterOfProcessing } from './register-of-processing';

export interface RetentionRule extends Retention {
  /** Of the holder. */
  readonly context: string;
}

const of = (rule: string, en: string, fr: string): Bilingual => ({
  en: `retentions.${rule} ${en}`,
  fr: `retentions.${rule} ${fr}`,
});

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
      ...stated
        .filter((rule) => !held.includes(rule))
        .map((rule) => of(rule, 'is carried out by nobody', 'n’est appliquée par personne')),
      ...held
        .filter((rule) => !stated.includes(rule))
        .map((rule) => of(rule, 'is not in the register', 'n’est pas au registre')),
      ...held
        .filter((rule, i) => held.indexOf(rule) !== i)
        .map((rule) => of(rule, 'is carried out twice', 'est appliquée deux fois')),
    ];
    if (faults.length > 0) throw faultyRegister(faults);
    return rules;
  }
}
