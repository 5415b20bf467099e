import type { Database } from '@hexagone/platform';
import type { EmbeddingModel } from '../../application/vectors/embedding-provider';

/** SQL of a `real[]` as bytes: much faster to send and to read than its text. */
export const asBytes = (sql: string): string => `array_send(${sql})`;

/** Of PostgreSQL's binary arrays: dimensions, flags, type, length and lower bound come first, and a length before each element. */
const [HEAD, ELEMENT] = [20, 8];

/** What `asBytes` answered. */
export function vectorOf(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = new Float32Array((bytes.byteLength - HEAD) / ELEMENT);
  for (let at = 0; at < numbers.length; at++) numbers[at] = view.getFloat32(HEAD + ELEMENT * at + 4);
  return numbers;
}

/** As a literal of `real[]`. */
export const arrayLiteral = (vector: Float32Array): string => `{${vector.join(',')}}`;

/** Of one game; null: none of this model. */
export async function storedVector(
  database: Database,
  game: number,
  model: EmbeddingModel,
): Promise<Float32Array | null> {
  const { rows } = await database.query<{ bytes: Buffer }>(
    `SELECT ${asBytes('vector')} AS bytes FROM game_embedding WHERE game_id = $1 AND model = $2`,
    [game, model.name],
  );
  return rows[0] ? vectorOf(rows[0].bytes) : null;
}
