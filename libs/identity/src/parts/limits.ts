import { Throttle } from '../application/throttle';
import { PostgresThrottle } from '../infrastructure/limits/postgres-throttle';
import type { Part } from './part';

export const limits: Part = { controllers: [], providers: [{ provide: Throttle, useClass: PostgresThrottle }] };
