import { Injectable, Logger } from '@nestjs/common';
import { FaultLog } from '../application/fault-log';

@Injectable()
export class NestFaultLog extends FaultLog {
  private readonly logger = new Logger('ingestion');

  unexpected(run: number, error: unknown): void {
    this.logger.error(`import run ${run} failed`, error instanceof Error ? error.stack : String(error));
  }
}
