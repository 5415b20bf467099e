import { UseCase } from '@hexagone/kernel';
import type { Terms } from './item-reads';
import type { Nesting } from './links';

/** Takes a group out of another. */
@UseCase()
export class UnnestGroup {
  execute(_nesting: Nesting, _terms: Terms): Promise<void> {
    throw new Error('Not written yet');
  }
}
