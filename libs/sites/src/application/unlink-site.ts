import { UseCase } from '@hexagone/kernel';
import type { Terms } from './item-reads';
import type { Link } from './links';

/** Takes a site out of a group. */
@UseCase()
export class UnlinkSite {
  execute(_link: Link, _terms: Terms): Promise<void> {
    throw new Error('Not written yet');
  }
}
