import { UseCase } from '@hexagone/kernel';
import type { Terms } from './item-reads';
import type { Nesting } from './links';

/** Puts a group into another; again is no fault. */
@UseCase()
export class NestGroup {
  execute(_nesting: Nesting, _terms: Terms): Promise<void> {
    throw new Error('Not written yet');
  }
}
