import { join } from 'node:path';
import { ChosenEmbeddings } from './chosen-embeddings';
import { embeddingSettings } from './embedding-settings';
import { readGlossary } from './glossary-file';
import { HashEmbeddings } from './hash-embeddings';
import { UseLiteEmbeddings, useLitePlaces } from './use-lite-embeddings';
import { configTable, gamesConfig } from '../mapping/config-table';

const cosine = (a: Float32Array | null, b: Float32Array | null): number =>
  a!.reduce((sum, number, i) => sum + number * b![i]!, 0);

const places = useLitePlaces();
const whenInstalled = places ? describe : describe.skip;

describe.each([
  ['hash', () => new HashEmbeddings()] as const,
  ...(places ? [['use-lite', () => new UseLiteEmbeddings(places)] as const] : []),
])('the model %s', (_, make) => {
  const model = make();
  afterAll(() => ('close' in model ? model.close() : undefined));

  it('gives a unit vector to each text, in order, null to what has no word, the same each time', async () => {
    const texts = ['', 'pirates at sea', ' ?! ', 'ПИРАТЫ 海賊', 'pirates at sea', '…', ''];
    const vectors = await model.embed(texts);
    expect(vectors.map((vector) => vector?.length ?? 0)).toEqual(
      [0, 1, 0, 1, 1, 0, 0].map((has) => has * model.model.dimensions),
    );
    for (const vector of vectors) if (vector) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    expect(vectors[1]).toEqual(vectors[4]);
    expect(await model.embed([])).toEqual([]);
  });

  it('puts texts of one kind nearer to each other', async () => {
    const [race, rally, chess] = await model.embed([
      'A car racing game with fast cars',
      'Racing of fast cars in the desert',
      'Play chess against your computer',
    ]);
    expect(cosine(race!, rally!)).toBeGreaterThan(cosine(race!, chess!) + 0.1);
  });
});

describe('the model hash', () => {
  it('stays what it is: stored vectors are compared with new ones', async () => {
    const [vector] = await new HashEmbeddings().embed(['Été 42']);
    const largest = Array.from(vector!, (number, at) => [Math.abs(number), at, Math.sign(number)] as const)
      .sort(([a], [b]) => b - a)
      .slice(0, 2)
      .map(([, at, sign]) => [at, sign]);
    expect(largest).toEqual([
      [219, -1],
      [131, -1],
    ]);
  });
});

whenInstalled('the model use-lite', () => {
  it('answers a single text before the rest of a batch', async () => {
    const model = new UseLiteEmbeddings(places!);
    const order: string[] = [];
    const batch = model.embed(Array.from({ length: 8 }, (_, i) => `text ${i}`)).then(() => order.push('batch'));
    const query = model.embed(['query']).then(() => order.push('query'));
    await Promise.all([batch, query]);
    await model.close();
    expect(order).toEqual(['query', 'batch']);
  });

  it('tells that it cannot be run', async () => {
    const model = new UseLiteEmbeddings({ ...places!, weights: '/nowhere' });
    await expect(model.embed(['text'])).rejects.toThrow(/nowhere/);
  });
});

describe('the configuration of embeddings', () => {
  it('takes the best that is installed', () => {
    expect(embeddingSettings({}, true)).toEqual({ provider: 'use-lite', floor: 0.4 });
    expect(embeddingSettings({ GAMES_EMBEDDINGS: ' ' }, false)).toEqual({ provider: 'hash', floor: 0.15 });
    expect(embeddingSettings({ GAMES_EMBEDDINGS: 'off', GAMES_SEMANTIC_MIN: '1' }, true)).toEqual({
      provider: 'off',
      floor: 1,
    });
  });

  it.each([
    [{ GAMES_EMBEDDINGS: 'lite' }, true, 'GAMES_EMBEDDINGS must be auto or'],
    [{ GAMES_EMBEDDINGS: 'use-lite' }, false, 'not installed'],
    [{ GAMES_SEMANTIC_MIN: '1.1' }, true, 'GAMES_SEMANTIC_MIN must be a number from 0 to 1'],
    [{ GAMES_SEMANTIC_MIN: '-1' }, true, 'GAMES_SEMANTIC_MIN'],
    [{ GAMES_SEMANTIC_MIN: '0,4' }, true, 'GAMES_SEMANTIC_MIN'],
  ])('refuses %p', (env, installed, said) => {
    expect(() => embeddingSettings(env, installed)).toThrow(said);
  });

  it('is that of the environment, once the service starts', async () => {
    const chosen = (env: Readonly<Record<string, string>>): ChosenEmbeddings => {
      const embeddings = new ChosenEmbeddings(env);
      expect(embeddings.model).toBeNull();
      embeddings.onModuleInit();
      return embeddings;
    };
    const hash = chosen({ GAMES_EMBEDDINGS: 'hash', GAMES_SEMANTIC_MIN: '0.55' });
    expect([hash.model, hash.cosine]).toEqual([{ name: 'hash-1', dimensions: 256 }, 0.55]);
    expect((await hash.embed(['text']))[0]).toHaveLength(256);
    const off = chosen({ GAMES_EMBEDDINGS: 'off' });
    expect([off.model, await off.embed(['text'])]).toEqual([null, [null]]);
    expect(() => chosen({ GAMES_EMBEDDINGS: 'on' })).toThrow('GAMES_EMBEDDINGS');
    for (const one of [hash, off]) await one.onModuleDestroy();
  });
});

describe('the glossary of the installation', () => {
  const glossary = readGlossary(gamesConfig());

  it.each([
    ['jeu de course de voitures', 'game car racing'],
    ['construire et gérer une ville', 'build city management'],
    ['batailles navales de pirates', 'naval battle pirate'],
    ['chevaliers et châteaux forts', 'knight castle'],
    ['jeu d’échecs', 'chess'],
  ])('puts %s into English', (french, english) => {
    expect(glossary.translate(french)).toBe(english);
  });

  it('says what each of its lines says: none is hidden by another, or by a stop word', () => {
    const lines = configTable(join(gamesConfig(), 'glossary.fr-en.csv'), ['fr', 'en']).map(({ cells }) => cells);
    expect(lines.length).toBeGreaterThanOrEqual(300);
    expect(lines.filter(({ fr, en }) => glossary.translate(`le ${fr}`) !== en)).toEqual([]);
  });
});
