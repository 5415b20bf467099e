import { QualityReads } from '../application/quality-reads';
import { PostgresEngine } from '../infrastructure/analysis/postgres-engine';
import { LendingAnalyseCommand } from '../infrastructure/cli/lending-analyse.command';
import { LendingQualityCommand } from '../infrastructure/cli/lending-quality.command';
import { QualityController } from '../infrastructure/http/quality.controller';
import { SqlQualityReads } from '../infrastructure/persistence/sql-quality-reads';
import type { Part } from '@hexagone/platform';

export const quality: Part = {
  controllers: [QualityController],
  providers: [
    LendingQualityCommand,
    LendingAnalyseCommand,
    PostgresEngine,
    { provide: QualityReads, useClass: SqlQualityReads },
  ],
};
