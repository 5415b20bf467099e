import { Glossary } from '../../domain/meaning/glossary';
import { type EmbeddingModel, EmbeddingProvider } from './embedding-provider';
import type { EmbeddingStore } from './embedding-store';
import type { GameVectors, NearestQuestion } from './game-vectors';
import { MeaningSearch } from './meaning-search';
import { QueryVectors } from './query-vectors';

const MODEL = { name: 'letters-1', dimensions: 1 };

class Letters extends EmbeddingProvider {
  readonly asked: string[] = [];
  broken = false;
  silent: Promise<void> | undefined;
  constructor(readonly model: EmbeddingModel | null = MODEL) {
    super();
  }
  async embed(texts: readonly string[]): Promise<(Float32Array | null)[]> {
    this.asked.push(...texts);
    await this.silent;
    if (this.broken) throw new Error('no model');
    return texts.map((text) => (text === '?' ? null : Float32Array.of(text.length)));
  }
}

const glossary = new Glossary([{ fr: 'voiture', en: 'car' }]);
const near = [{ id: 7, cosine: 0.9 }];

function searching(provider: Letters, coverage = { live: 100, embedded: 90 }) {
  const questions: NearestQuestion[] = [];
  const vectors = {
    nearest: (question: NearestQuestion) => {
      questions.push(question);
      return Promise.resolve(near);
    },
  } as unknown as GameVectors;
  const store = { coverage: () => Promise.resolve(coverage) } as unknown as EmbeddingStore;
  const search = new MeaningSearch(new QueryVectors(provider, glossary), store, vectors, { cosine: 0.4 });
  return { questions, ask: (text: string) => search.near({ text, filters: [], limit: 100 }) };
}

describe('search by meaning', () => {
  it('asks for the games nearest to the English of the query, none below the floor', async () => {
    const provider = new Letters();
    const { ask, questions } = searching(provider);
    expect(await ask('les voitures')).toEqual({ state: 'ready', near, missing: 10 });
    expect(provider.asked).toEqual(['car']);
    const question = { vector: Float32Array.of(3), model: MODEL, filters: [], limit: 100, floor: 0.4 };
    expect(questions).toEqual([question]);
  });

  it('embeds the same query once, until many others came', async () => {
    const provider = new Letters();
    const { ask } = searching(provider);
    for (const text of ['une voiture', 'car', 'des voitures']) await ask(text);
    expect(provider.asked).toEqual(['car']);
    for (let i = 0; i < 500; i++) await ask(`q${i}`);
    await ask('car');
    expect(provider.asked.filter((text) => text === 'car')).toHaveLength(2);
  });

  it.each([
    ['off', new Letters(null), undefined, undefined],
    ['building', new Letters(), { live: 100, embedded: 89 }, 11],
  ] as const)('is %s without being asked anything', async (state, provider, coverage, missing) => {
    const { ask, questions } = searching(provider, coverage);
    expect(await ask('car')).toEqual({ state, near: [], missing });
    expect([provider.asked, questions]).toEqual([[], []]);
  });

  it('says that a query holds no word', async () => {
    expect(await searching(new Letters()).ask('?')).toEqual({ state: 'no-words', near: [], missing: 10 });
  });

  it('is unavailable at once to whoever comes when many wait, but not for a text that waits already', async () => {
    const provider = new Letters();
    let speak = (): void => undefined;
    provider.silent = new Promise((resolve) => (speak = resolve));
    const { ask } = searching(provider);
    const waiting = Array.from({ length: 25 }, (_, i) => ask(`q${i}`));
    expect(await ask('one more')).toEqual({ state: 'unavailable', near: [], missing: 10 });
    waiting.push(ask('q7'));
    expect(provider.asked).toHaveLength(25);
    speak();
    expect(await Promise.all(waiting)).toEqual(Array(26).fill({ state: 'ready', near, missing: 10 }));
    expect(await ask('one more')).toEqual({ state: 'ready', near, missing: 10 });
  });

  it('is unavailable while the model cannot be run, and comes back', async () => {
    const provider = new Letters();
    provider.broken = true;
    const { ask } = searching(provider);
    expect(await ask('car')).toEqual({ state: 'unavailable', near: [], missing: 10 });
    provider.broken = false;
    expect(await ask('car')).toEqual({ state: 'ready', near, missing: 10 });
  });
});
