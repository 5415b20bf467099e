import type { Database } from '@hexagone/platform';
import type { EmbeddingModel } from '../../application/vectors/embedding-provider';
import { asBytes, vectorOf } from './stored-vector';

/** Vectors of live games of one model, in the order of their ids. */
export interface VectorMatrix {
  readonly model: string;
  readonly ids: readonly number[];
  /** What each vector stands for: the same hash, the same vector. */
  readonly hashes: readonly string[];
  readonly rows: ReadonlyMap<number, number>;
  readonly numbers: Float32Array;
}

const PRESENT = `
  SELECT e.game_id AS id, e.text_sha256 AS hash FROM game_embedding e JOIN game g ON g.id = e.game_id AND g.state = 'live'
  WHERE e.model = $1 ORDER BY e.game_id`;

const VECTORS = `
  SELECT game_id AS id, ${asBytes('vector')} AS bytes FROM game_embedding WHERE model = $1 AND game_id = ANY($2::integer[])`;

/** Rows at once: some megabytes. */
const PAGE = 1000;

/** The matrix as it is stored now; what the former one has already is not read again. */
export async function currentMatrix(
  database: Database,
  { name, dimensions }: EmbeddingModel,
  former?: VectorMatrix,
): Promise<VectorMatrix> {
  const { rows: present } = await database.query<{ id: number; hash: string }>(PRESENT, [name]);
  const numbers = new Float32Array(present.length * dimensions);
  const known = former?.model === name ? former : undefined;
  const missing: number[] = [];
  present.forEach(({ id, hash }, row) => {
    const from = known?.rows.get(id);
    if (known === undefined || from === undefined || known.hashes[from] !== hash) missing.push(id);
    else rowOf(numbers, row, dimensions).set(rowOf(known.numbers, from, dimensions));
  });
  const rows = new Map(present.map(({ id }, row) => [id, row]));
  for (let at = 0; at < missing.length; at += PAGE) {
    const { rows: read } = await database.query<{ id: number; bytes: Buffer }>(VECTORS, [
      name,
      missing.slice(at, at + PAGE),
    ]);
    for (const { id, bytes } of read) rowOf(numbers, rows.get(id) ?? 0, dimensions).set(vectorOf(bytes));
  }
  return { model: name, ids: present.map(({ id }) => id), hashes: present.map(({ hash }) => hash), rows, numbers };
}

const rowOf = (numbers: Float32Array, row: number, dimensions: number): Float32Array =>
  numbers.subarray(row * dimensions, (row + 1) * dimensions);
