import { ErasableOpportunities } from '../application/erasure/erasable-opportunities';
import { EraseOpportunities } from '../application/erasure/erase-opportunities';
import { LendingEraseCommand } from '../infrastructure/cli/lending-erase.command';
import { ErasureController } from '../infrastructure/http/erasure.controller';
import { SqlErasableOpportunities } from '../infrastructure/persistence/sql-erasable-opportunities';
import { LendingHolder } from '../infrastructure/privacy/lending-holder';
import type { Part } from '@hexagone/platform';

export const safeguards: Part = {
  controllers: [ErasureController],
  providers: [
    { provide: ErasableOpportunities, useClass: SqlErasableOpportunities },
    EraseOpportunities,
    LendingEraseCommand,
    LendingHolder,
  ],
};
