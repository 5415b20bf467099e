import { UseCase } from '@hexagone/kernel';
import type { Terms } from './item-reads';

/** Removes a group; its sites, children and parents live on. `onMembers: 'refuse'`: not while it holds any. */
@UseCase()
export class RemoveGroup {
  execute(_id: number, _terms: Terms, _options: { readonly onMembers?: 'refuse' } = {}): Promise<void> {
    throw new Error('Not written yet');
  }
}
