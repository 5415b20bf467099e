import { ServiceCheck, SETTINGS, type Settings } from '@hexagone/platform';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { RetentionRules } from '../../application/retention-rules';

/** A service whose register is faulty, or says other than its holders do, does not start. */
@Injectable()
export class RegisterCheck extends ServiceCheck {
  readonly name = 'privacy';

  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'access' | 'registreFile'>,
    private readonly rules: RetentionRules,
  ) {
    super();
  }

  async mayStart(): Promise<void> {
    await Promise.resolve(this.rules.all());
    if (this.settings.access === 'protected' && this.settings.registreFile === undefined)
      new Logger('privacy').warn(
        'HEXAGONE_REGISTRE_FILE is unset: /privacy/notice does not say who answers for the data',
      );
  }

  missing(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }
}
