import { SETTINGS, type Settings } from '@hexagone/platform';
import { Inject, Injectable } from '@nestjs/common';
import { type Purpose, RegisterOfProcessing } from '../../application/register-of-processing';
import { before } from '../../domain/duration';
import { readRegister } from './register-file';
import type { Register, RetentionTerm } from './register-shape';

type Durations = Pick<Settings, 'auditMonths' | 'backupRetentionDays' | 'lendingRetentionMonths'>;

const VARIABLE: Readonly<Record<NonNullable<RetentionTerm['set_by']>['variable'], keyof Durations>> = {
  HEXAGONE_AUDIT_MONTHS: 'auditMonths',
  HEXAGONE_BACKUP_RETENTION_DAYS: 'backupRetentionDays',
  LENDING_RETENTION_MONTHS: 'lendingRetentionMonths',
};

function decided(term: RetentionTerm, settings: Durations): RetentionTerm {
  if (!term.set_by) return term;
  const { variable, unit, times = 1 } = term.set_by;
  const set = settings[VARIABLE[variable]];
  if (set === undefined) return term;
  return { ...term, keep: `P${set * times}${unit === 'months' ? 'M' : 'D'}` };
}

/** docs/privacy/registre.yaml with the operator's file over it, read once; durations as the operator decided them. */
@Injectable()
export class YamlRegister extends RegisterOfProcessing {
  private known: Register | undefined;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {
    super();
  }

  /** Throws `identity.faulty-register`, naming every path at fault. */
  get register(): Register {
    return (this.known ??= this.read());
  }

  get purposes(): ReadonlyMap<string, Purpose> {
    const chosen = this.register.activities.flatMap(({ id, basis, name, choice }) =>
      choice && (basis === 'consent' || basis === 'legitimate-interest')
        ? [[id, { basis, name, textVersion: choice.version, text: choice.text }] as const]
        : [],
    );
    return new Map(chosen);
  }

  get rules(): readonly string[] {
    return Object.entries(this.register.retentions).flatMap(([rule, { by }]) => (by === 'operator' ? [] : [rule]));
  }

  keeps(rule: string): string | null {
    const term = this.register.retentions[rule];
    if (!term) throw new Error(`The register of processing knows no rule ${rule}`);
    return term.keep ?? null;
  }

  endBefore(rule: string, now: Date): Date | null {
    const keep = this.keeps(rule);
    return keep === null ? null : before(now, keep);
  }

  private read(): Register {
    const read = readRegister(this.settings.registreFile);
    const retentions = Object.entries(read.retentions).map(([rule, term]) => [rule, decided(term, this.settings)]);
    return { ...read, retentions: Object.fromEntries(retentions) as Register['retentions'] };
  }
}
