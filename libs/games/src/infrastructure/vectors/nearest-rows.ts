/* istanbul ignore file -- counters of coverage would not exist in the thread where this text runs */

export interface Scan {
  readonly vector: Float32Array;
  /** One byte per row: 0 leaves it out. Null: all of them count. */
  readonly mask: Uint8Array | null;
  readonly without: readonly number[];
  readonly limit: number;
  readonly floor: number;
}

/** Best first, ties by row. */
export type NearRows = readonly (readonly [row: number, cosine: number])[];

/** For the thread that scans: a matrix, its vectors one after the other, to be kept in place of the former; or a scan of it. */
export type Order = { readonly of: number } & ({ readonly numbers: Float32Array } | { readonly scan: Scan });

/**
 * The program of that thread: the functions below, as text. They use one another and nothing else of here. It answers null
 * where it keeps another matrix than the one to be scanned.
 */
export const scanProgram = (): string =>
  `${[nearestRows, cosineAt, insert].join('\n')}
   let kept = {};
   const answer = ({ of, numbers, scan }) => {
     if (numbers) kept = { of, numbers };
     return scan && kept.of === of ? nearestRows(kept.numbers, scan) : null;
   };`;

function nearestRows(all: Float32Array, { vector, mask, without, limit, floor }: Scan): NearRows {
  const rows = all.length / vector.length;
  const best: [number, number][] = [];
  let least = floor;
  for (let row = 0; row < rows; row++) {
    if (mask?.[row] === 0 || without.includes(row)) continue;
    const cosine = cosineAt(all, row * vector.length, vector);
    if (cosine < least || (best.length === limit && cosine === least)) continue;
    insert(best, [row, cosine], limit);
    if (best.length === limit) least = best[limit - 1]?.[1] ?? floor;
  }
  return best;
}

/** Of unit vectors, their product. */
function cosineAt(all: Float32Array, at: number, vector: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += (all[at + i] ?? 0) * (vector[i] ?? 0);
  return sum;
}

function insert(best: [number, number][], found: [number, number], limit: number): void {
  let at = best.length;
  while (at > 0 && (best[at - 1]?.[1] ?? 1) < found[1]) at--;
  best.splice(at, 0, found);
  if (best.length > limit) best.pop();
}
