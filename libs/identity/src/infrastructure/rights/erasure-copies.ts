import { Housekeeping } from '@hexagone/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LastingErasureMarks } from '../../application/rights/lasting-erasure-marks';

/** Marks that another process made, or that could not be copied when they were made, reach this machine's copy. */
@Injectable()
export class ErasureCopies implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly marks: LastingErasureMarks,
  ) {}

  onModuleInit(): void {
    this.housekeeping.add({ name: 'privacy.erasure-copies', every: 60, run: () => this.marks.copy() });
  }
}
