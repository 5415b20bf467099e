import type { RawFile } from './source-files';

/** What lies at a path of the operator's machine. */
export abstract class SourceCatalogue {
  /** The path itself for a file, or for nothing at all; the data files of a directory, by name. */
  abstract filesAt(path: string): Promise<readonly string[]>;
  /** The file where it lies, to look into it before its turn; its identity is not computed. */
  abstract peek(path: string): RawFile;
}
