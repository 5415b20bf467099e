import { type Bilingual, type FieldFault, nearestName } from '@hexagone/kernel';

export interface OptionRule {
  readonly type: 'text' | 'boolean';
  readonly description: Bilingual;
  readonly pattern?: RegExp;
  readonly values?: readonly string[];
}

export type OptionValues = Readonly<Record<string, string | boolean>>;

export type OptionRules = Readonly<Record<string, OptionRule>>;

const fault = (name: string, code: string, en: string, fr: string): FieldFault => ({
  pointer: `/options/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
  code,
  detail: { en, fr },
});

function unknown(name: string, rules: OptionRules): FieldFault {
  const nearest = nearestName(name, Object.keys(rules));
  const [did, vouliez] = nearest ? [` Did you mean "${nearest}"?`, ` Vouliez-vous dire « ${nearest} » ?`] : ['', ''];
  return fault(name, 'unknown', `There is no option "${name}".${did}`, `Il n’y a pas d’option « ${name} ».${vouliez}`);
}

function typed(name: string, rule: OptionRule, given: unknown): string | boolean | FieldFault {
  if (rule.type === 'boolean') {
    if (given === true || given === 'true') return true;
    if (given === false || given === 'false') return false;
    return fault(name, 'type', `Option "${name}" is true or false.`, `L’option « ${name} » vaut true ou false.`);
  }
  if (typeof given !== 'string') {
    return fault(name, 'type', `Option "${name}" needs a text.`, `L’option « ${name} » demande un texte.`);
  }
  if (rule.values && !rule.values.includes(given)) {
    const list = rule.values.join(', ');
    return fault(name, 'value', `Option "${name}" is one of ${list}.`, `L’option « ${name} » est l’une de ${list}.`);
  }
  if (rule.pattern && !rule.pattern.test(given)) {
    return fault(name, 'pattern', `Option "${name}" is ill-formed.`, `L’option « ${name} » est mal formée.`);
  }
  return given;
}

/** The options as the dataset's rules type them, or every fault at once. */
export function typedOptions(
  rules: OptionRules,
  given: Readonly<Record<string, unknown>>,
): { readonly options: OptionValues } | { readonly faults: readonly FieldFault[] } {
  const options: Record<string, string | boolean> = {};
  const faults: FieldFault[] = [];
  for (const [name, value] of Object.entries(given)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    const outcome = rule ? typed(name, rule, value) : unknown(name, rules);
    if (typeof outcome === 'object') faults.push(outcome);
    else options[name] = outcome;
  }
  return faults.length > 0 ? { faults } : { options };
}
