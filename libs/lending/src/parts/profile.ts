import { BorrowerCounts } from '../application/profile/borrower-counts';
import { DescribeBorrowers } from '../application/profile/describe-borrowers';
import { ProfileController } from '../infrastructure/http/profile.controller';
import { SqlBorrowerCounts } from '../infrastructure/persistence/sql-borrower-counts';
import type { Part } from '@hexagone/platform';

export const profile: Part = {
  controllers: [ProfileController],
  providers: [DescribeBorrowers, { provide: BorrowerCounts, useClass: SqlBorrowerCounts }],
};
