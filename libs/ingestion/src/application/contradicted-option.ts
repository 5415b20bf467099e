import type { Bilingual } from '@hexagone/kernel';
import type { ImportFailure } from '../domain/import-failure';
import { requestRefused } from '../domain/run-problems';

/** What a survey throws when the caller says of a file what the file denies: bad usage, nothing is staged. */
export const contradictedOption = (name: string, detail: Bilingual): ImportFailure =>
  requestRefused([{ pointer: `/options/${name}`, code: 'contradicted', detail }]);
