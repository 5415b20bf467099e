import { PurgePersonalData } from '../application/purge-personal-data';
import { RegisterOfProcessing } from '../application/register-of-processing';
import { RetentionRules } from '../application/retention-rules';
import { PrivacyCommand } from '../infrastructure/cli/privacy.command';
import { PrivacyController } from '../infrastructure/http/privacy.controller';
import { PurgeChore } from '../infrastructure/privacy/purge-chore';
import { RegisterCheck } from '../infrastructure/privacy/register-check';
import { YamlRegister } from '../infrastructure/privacy/yaml-register';
import type { Part } from '@hexagone/platform';

export const privacy: Part = {
  controllers: [PrivacyController],
  providers: [
    YamlRegister,
    { provide: RegisterOfProcessing, useExisting: YamlRegister },
    RetentionRules,
    PurgePersonalData,
    PurgeChore,
    RegisterCheck,
    PrivacyCommand,
  ],
};
