import { UseCase } from '@hexagone/kernel';
import type { Document, Terms, Written } from './item-reads';

/** Creates a group, with the sites and groups that it holds. */
@UseCase()
export class CreateGroup {
  execute(_document: Document, _terms: Terms): Promise<Written> {
    throw new Error('Not written yet');
  }
}
