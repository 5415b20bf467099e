import { SETTINGS, type Settings } from '@hexagone/platform';
import { Inject, Injectable } from '@nestjs/common';
import { RegisterOfProcessing } from '../../application/register-of-processing';
import { before } from '../../domain/duration';
import { readRegister } from './register-file';
import type { Register, RetentionTerm } from './register-shape';

/** As the operator's variable decides it, where one is set. */
function decided(term: RetentionTerm, env: Settings['env']): RetentionTerm {
  const value = term.set_by && env[term.set_by.variable];
  if (!term.set_by || value === undefined || value === '') return term;
  const count = Number(value) * (term.set_by.times ?? 1);
  return { ...term, keep: `P${count}${term.set_by.unit === 'months' ? 'M' : 'D'}` };
}

/** docs/privacy/registre.yaml with the operator's file over it, read once; durations as the operator decided them. */
@Injectable()
export class YamlRegister extends RegisterOfProcessing {
  readonly register: Register;
  readonly purposes: RegisterOfProcessing['purposes'];

  constructor(@Inject(SETTINGS) { env }: Settings) {
    super();
    const read = readRegister(env['HEXAGONE_REGISTRE_FILE']);
    const retentions = Object.entries(read.retentions).map(([rule, term]): [string, RetentionTerm] => [
      rule,
      decided(term, env),
    ]);
    this.register = { ...read, retentions: Object.fromEntries(retentions) };
    this.purposes = new Map(
      read.activities.flatMap(({ id, basis, name, choice }) =>
        choice && (basis === 'consent' || basis === 'legitimate-interest')
          ? [[id, { basis, name, textVersion: choice.version, text: choice.text }] as const]
          : [],
      ),
    );
  }

  get rules(): readonly string[] {
    return Object.entries(this.register.retentions).flatMap(([rule, { by }]) => (by === 'operator' ? [] : [rule]));
  }

  keeps(rule: string): string {
    const term = this.register.retentions[rule];
    if (!term) throw new Error(`The register of processing knows no rule ${rule}`);
    return term.keep;
  }

  endBefore(rule: string, now: Date): Date {
    return before(now, this.keeps(rule));
  }
}
