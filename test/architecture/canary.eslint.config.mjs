import tseslint from 'typescript-eslint';
import { moduleOfTheSpineIsForApps } from './spine-module.rule.mjs';

export default [{ files: ['**/*.ts'], languageOptions: { parser: tseslint.parser }, rules: moduleOfTheSpineIsForApps }];
