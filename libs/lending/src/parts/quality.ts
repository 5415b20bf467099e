import { QualityReads } from '../application/quality-reads';
import { LendingQualityCommand } from '../infrastructure/cli/lending-quality.command';
import { QualityController } from '../infrastructure/http/quality.controller';
import { SqlQualityReads } from '../infrastructure/persistence/sql-quality-reads';
import type { Part } from './part';

export const quality: Part = {
  controllers: [QualityController],
  providers: [LendingQualityCommand, { provide: QualityReads, useClass: SqlQualityReads }],
};
