import { Module } from '@nestjs/common';
import { files } from './parts/files';
import { profile } from './parts/profile';
import { quality } from './parts/quality';
import { reads } from './parts/reads';
import { safeguards } from './parts/safeguards';
import { sample } from './parts/sample';

const PARTS = [files, sample, reads, profile, quality, safeguards];

/** Requests for mortgages, the offers of banks for them, and what they tell about borrowers. */
@Module({
  controllers: PARTS.flatMap(({ controllers }) => controllers),
  providers: PARTS.flatMap(({ providers }) => providers),
})
export class LendingModule {}
