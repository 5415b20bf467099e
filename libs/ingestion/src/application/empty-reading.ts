import type { DatasetPart } from './dataset';
import type { OpenedSource, RawFile, ReadItem } from './source-files';

async function* nothing(): AsyncGenerator<readonly ReadItem[]> {
  // Not one batch.
}

/** A reader had nothing new to say: no file has this little in it, and the run goes on all the same. */
export const emptyReading = (part: DatasetPart, { sha256 }: RawFile): OpenedSource => ({
  part,
  encoding: 'utf-8',
  contentSha256: sha256,
  endProven: true,
  header: [],
  details: {},
  read: nothing,
  close: () => Promise.resolve(),
});
