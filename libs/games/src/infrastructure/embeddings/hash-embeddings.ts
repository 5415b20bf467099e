import { EmbeddingProvider } from '../../application/vectors/embedding-provider';
import { unitVector } from './unit-vector';

const DIMENSIONS = 256;
const GRAMS = [3, 4, 5];
/** Nearly every text about a game has them: they say nearly nothing. */
const USUAL = new Set(
  `a all an and are as at be by can for from game games has have her his in into is it its new of on one or player players
   that the their this to will with world you your`.split(/\s+/),
);

/** Longer words say more; from so many letters on, no more. */
const LONG = 8;
const weightOf = (word: string): number => (USUAL.has(word) ? 0.1 : Math.min(word.length, LONG));

/** Needs no model: texts are near that share words or parts of words. The same everywhere. */
export class HashEmbeddings extends EmbeddingProvider {
  readonly model = { name: 'hash-1', dimensions: DIMENSIONS };

  embed(texts: readonly string[]): Promise<readonly (Float32Array | null)[]> {
    return Promise.resolve(texts.map(vectorOf));
  }
}

function vectorOf(text: string): Float32Array | null {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = folded.match(/[\p{L}\p{N}]+/gu) ?? [];
  const sums = new Float64Array(DIMENSIONS);
  for (const word of words) {
    const weight = weightOf(word);
    add(sums, word, weight);
    const fragments = fragmentsOf(` ${word} `);
    for (const fragment of fragments) add(sums, fragment, weight / Math.sqrt(fragments.length));
  }
  return words.length > 0 ? unitVector(sums) : null;
}

const fragmentsOf = (word: string): readonly string[] =>
  GRAMS.flatMap((size) =>
    Array.from({ length: Math.max(0, word.length - size + 1) }, (_, at) => word.slice(at, at + size)),
  );

function add(sums: Float64Array, feature: string, weight: number): void {
  const hash = fnv1a(feature);
  const at = hash % DIMENSIONS;
  sums[at] = (sums[at] ?? 0) + (hash & 0x80000000 ? -weight : weight);
}

/** 32 bits, over UTF-16 code units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
