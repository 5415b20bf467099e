import { Throttle } from '../application/throttle';
import { PostgresThrottle } from '../infrastructure/limits/postgres-throttle';
import { Sweeps } from '../infrastructure/limits/sweeps';
import type { Part } from '@hexagone/platform';

export const limits: Part = {
  controllers: [],
  providers: [Sweeps, { provide: Throttle, useClass: PostgresThrottle }],
};
