import { UseCase } from '@hexagone/kernel';
import type { Terms } from './item-reads';

/** Installs 1 to 1000 sites, all or none; answers their bodies in the order of the documents. */
@UseCase()
export class InstallSites {
  execute(
    _documents: unknown,
    _terms: Terms,
    _options: { readonly rehearsal?: boolean } = {},
  ): Promise<readonly string[]> {
    throw new Error('Not written yet');
  }
}
