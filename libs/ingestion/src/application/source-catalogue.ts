/** What lies at a path of the operator's machine. */
export abstract class SourceCatalogue {
  /** The path itself for a file, or for nothing at all; the data files of a directory, by name. */
  abstract filesAt(path: string): Promise<readonly string[]>;
}
