import { UseCase } from '@hexagone/kernel';
import type { Document, Terms, Written } from './item-reads';

export interface InstallOptions {
  /** Code of the only country that is taken; a document without `country` is of that one. */
  readonly country?: string;
  /** Judged to the end, then undone. */
  readonly rehearsal?: boolean;
}

/** Installs one site, from the document of a caller, under the rules of its country. */
@UseCase()
export class InstallSite {
  execute(_document: Document, _terms: Terms, _options: InstallOptions = {}): Promise<Written> {
    throw new Error('Not written yet');
  }
}
