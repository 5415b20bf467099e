import { Housekeeping } from '@hexagone/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ChangeKeys } from '../../application/change-keys';

const DAY = 86_400;

/** Keys that grow old are followed by new ones. */
@Injectable()
export class TokenChores implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly keys: ChangeKeys,
  ) {}

  onModuleInit(): void {
    this.housekeeping.add({ name: 'rotate signing keys', every: DAY, run: () => this.keys.rotateWhenOld() });
  }
}
