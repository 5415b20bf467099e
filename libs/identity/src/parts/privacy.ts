import { RegisterOfProcessing } from '../application/register-of-processing';
import { YamlRegister } from '../infrastructure/privacy/yaml-register';
import type { Part } from './part';

export const privacy: Part = {
  controllers: [],
  providers: [YamlRegister, { provide: RegisterOfProcessing, useExisting: YamlRegister }],
};
