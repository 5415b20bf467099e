import { RegisterOfProcessing } from '../application/register-of-processing';
import { PrivacyController } from '../infrastructure/http/privacy.controller';
import { YamlRegister } from '../infrastructure/privacy/yaml-register';
import type { Part } from './part';

export const privacy: Part = {
  controllers: [PrivacyController],
  providers: [YamlRegister, { provide: RegisterOfProcessing, useExisting: YamlRegister }],
};
