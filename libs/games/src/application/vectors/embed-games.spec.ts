import { EmbedGames } from './embed-games';
import { type EmbeddingModel, EmbeddingProvider } from './embedding-provider';
import { type Embedded, EmbeddingStore, type StalePage } from './embedding-store';

const MODEL = { name: 'letters-1', dimensions: 1 };

class Letters extends EmbeddingProvider {
  constructor(readonly model: EmbeddingModel | null = MODEL) {
    super();
  }
  embed = (texts: readonly string[]): Promise<(Float32Array | null)[]> =>
    Promise.resolve(texts.map((text) => (text === '' ? null : Float32Array.of(text.length))));
}

class Shelf extends EmbeddingStore {
  readonly texts = new Map<number, string>();
  readonly kept = new Map<number, Embedded>();
  readonly calls: string[] = [];

  prepare = (): Promise<void> => this.called('prepare');
  forget = (): Promise<void> => this.called('forget');
  coverage = (): Promise<{ live: number; embedded: number }> =>
    Promise.resolve({ live: this.texts.size, embedded: this.kept.size });

  stale(_: EmbeddingModel, after: number): Promise<StalePage> {
    const page = [...this.texts].filter(([id]) => id > after).slice(0, 20);
    const games = page.filter(([id, text]) => this.kept.get(id)?.text !== text).map(([id, text]) => ({ id, text }));
    return Promise.resolve({ games, last: page.length === 20 ? page.at(-1)![0] : null });
  }

  save(_: EmbeddingModel, embedded: readonly Embedded[]): Promise<void> {
    for (const one of embedded) this.kept.set(one.game, one);
    return this.called(`save ${embedded.length}`);
  }

  private called(what: string): Promise<void> {
    this.calls.push(what);
    return Promise.resolve();
  }
}

const shelfOf = (...texts: readonly string[]): Shelf => {
  const shelf = new Shelf();
  texts.forEach((text, i) => shelf.texts.set(i + 1, text));
  return shelf;
};

const { signal } = new AbortController();

describe('embedding games', () => {
  it('embeds all in batches, then only what changed', async () => {
    const shelf = shelfOf(...Array.from({ length: 37 }, (_, i) => `game ${i}`));
    const games = new EmbedGames(new Letters(), shelf);
    expect(await games.execute({ signal })).toEqual({ model: 'letters-1', embedded: 37, wordless: 0 });
    expect(shelf.calls).toEqual(['prepare', 'save 16', 'save 4', 'save 16', 'save 1', 'forget']);
    expect([...shelf.kept.keys()]).toEqual(Array.from({ length: 37 }, (_, i) => i + 1));
    shelf.texts.set(30, 'another');
    expect(await games.execute({ signal })).toEqual({ model: 'letters-1', embedded: 1, wordless: 0 });
    expect(shelf.kept.get(30)).toEqual({ game: 30, text: 'another', vector: Float32Array.of(7) });
  });

  it('tells how far it is, and stops when told to', async () => {
    const shelf = shelfOf(...Array.from({ length: 60 }, (_, i) => `game ${i}`));
    const stop = new AbortController();
    const told: number[] = [];
    const progress = (embedded: number): void => {
      told.push(embedded);
      if (embedded >= 30) stop.abort();
    };
    const outcome = await new EmbedGames(new Letters(), shelf).execute({ signal: stop.signal, progress });
    expect(told).toEqual([16, 20, 36]);
    expect(outcome.embedded).toBe(36);
    expect(shelf.calls).not.toContain('forget');
  });

  it('counts texts without a word', async () => {
    const shelf = shelfOf('', 'one', '');
    expect(await new EmbedGames(new Letters(), shelf).execute({ signal })).toMatchObject({ embedded: 1, wordless: 2 });
    const wordless = shelfOf('');
    await new EmbedGames(new Letters(), wordless).execute({ signal });
    expect(wordless.calls).toEqual(['prepare', 'forget']);
  });

  it('does nothing when switched off', async () => {
    const shelf = shelfOf('one');
    const outcome = await new EmbedGames(new Letters(null), shelf).execute({ signal });
    expect(outcome).toEqual({ model: null, embedded: 0, wordless: 0 });
    expect(shelf.calls).toEqual([]);
  });
});
