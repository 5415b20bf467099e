import { UseCase } from '@hexagone/kernel';
import type { Document, Terms, Written } from './item-reads';

/** Merges a patch (RFC 7396) onto a group: first what it lets go, then its type, then what it takes in. */
@UseCase()
export class ReviseGroup {
  execute(_id: number, _patch: Document, _terms: Terms): Promise<Written> {
    throw new Error('Not written yet');
  }
}
