import { compressionError } from '../../domain/decode-problems';

const MiB = 1024 * 1024;
const MOST_PACKED_BYTES = 64 * MiB;
const MOST_BYTES = 256 * MiB;
const FREE_BYTES = MiB;
const MOST_RATIO = 100;

/** Refuses what swells beyond all use: more than 256 MiB, or a hundredfold past the first MiB. */
export function checkInflation(packedBytes: number, bytes: number): void {
  if (packedBytes > MOST_PACKED_BYTES) {
    throw compressionError('It exceeds 64 MiB compressed.', 'Il dépasse 64 Mio compressé.');
  }
  if (bytes > MOST_BYTES) {
    throw compressionError('It exceeds 256 MiB once inflated.', 'Il dépasse 256 Mio une fois décompressé.');
  }
  if (bytes > FREE_BYTES && bytes > MOST_RATIO * packedBytes) {
    throw compressionError('It swells more than a hundredfold.', 'Il gonfle de plus de cent fois.');
  }
}
