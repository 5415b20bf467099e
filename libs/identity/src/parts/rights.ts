import { ErasureMarks } from '@hexagone/kernel';
import { ErasesAccounts } from '../application/erase-account';
import { EraseEverywhere } from '../infrastructure/rights/erase-everywhere';
import { SqlErasureMarks } from '../infrastructure/rights/sql-erasure-marks';
import type { Part } from './part';

export const rights: Part = {
  controllers: [],
  providers: [
    { provide: ErasureMarks, useClass: SqlErasureMarks },
    { provide: ErasesAccounts, useClass: EraseEverywhere },
  ],
};
