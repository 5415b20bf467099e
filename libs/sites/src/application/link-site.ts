import { UseCase } from '@hexagone/kernel';
import type { Terms } from './item-reads';
import type { Link } from './links';

/** Puts a site into a group; again is no fault. */
@UseCase()
export class LinkSite {
  execute(_link: Link, _terms: Terms): Promise<void> {
    throw new Error('Not written yet');
  }
}
