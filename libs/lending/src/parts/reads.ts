import { AccessLog } from '../application/access-log';
import { OpportunityReads } from '../application/opportunity-reads';
import { OpportunitiesController } from '../infrastructure/http/opportunities.controller';
import { SeenLists } from '../infrastructure/listing/seen-lists';
import { SqlAccessLog } from '../infrastructure/persistence/sql-access-log';
import { SqlOpportunityReads } from '../infrastructure/persistence/sql-opportunity-reads';
import type { Part } from '@hexagone/platform';

export const reads: Part = {
  controllers: [OpportunitiesController],
  providers: [
    SeenLists,
    { provide: AccessLog, useClass: SqlAccessLog },
    { provide: OpportunityReads, useClass: SqlOpportunityReads },
  ],
};
