import { UseCase } from '@hexagone/kernel';
import type { Document, Terms, Written } from './item-reads';

/** Merges a patch (RFC 7396) onto a site and judges the result whole, under the country that it names. */
@UseCase()
export class ReviseSite {
  execute(_id: number, _patch: Document, _terms: Terms): Promise<Written> {
    throw new Error('Not written yet');
  }
}
