import { UseCase } from '@hexagone/kernel';
import type { Terms } from './item-reads';

/** Removes a site and its links. */
@UseCase()
export class RemoveSite {
  execute(_id: number, _terms: Terms): Promise<void> {
    throw new Error('Not written yet');
  }
}
