import { Housekeeping } from '@hexagone/platform';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { AuditChain } from './audit-chain';

const DAY = 86_400;

/** Chains the events each second, and notes the head in the log each day: what `audit verify --head` compares with. */
@Injectable()
export class AuditChores implements OnModuleInit {
  private readonly logger = new Logger('audit');

  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly chain: AuditChain,
  ) {}

  onModuleInit(): void {
    this.housekeeping.add({ name: 'audit seal', every: 1, run: () => this.seal() });
    this.housekeeping.add({ name: 'audit head', every: DAY, run: () => this.noteHead() });
  }

  private async seal(): Promise<void> {
    await this.chain.seal();
  }

  private async noteHead(): Promise<void> {
    const { position, hash } = await this.chain.head();
    this.logger.log(`Head of the audit log: position ${position}, ${hash}`);
  }
}
