/** What a file holds once its container is opened: a text, or the first sheet of a workbook written as one. */
export interface Content {
  readonly container: 'none' | 'gzip' | 'zip' | 'workbook';
  /** The container showed where the content ends. */
  readonly endProven: boolean;
  /** The bytes from the start, as often as asked. Throws ImportFailure `compression-error`. */
  bytes(): AsyncIterable<Uint8Array>;
}
