import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleRecords } from '../../application/sample/sample-wish';
import type { EmbeddingProvider } from '../../application/vectors/embedding-provider';
import { embeddingText } from '../../domain/meaning/embedding-text';
import { ARCHETYPES } from '../../domain/sample/archetypes';
import { gameMappings } from '../mapping/mapping-files';
import { gameGlossary } from './glossary-file';
import { HashEmbeddings } from './hash-embeddings';
import { UseLiteEmbeddings, useLitePlaces } from './use-lite-embeddings';

const FILE = join(__dirname, '../../../../../test/fixtures/games/meanings.csv');
const QUERIES = readFileSync(FILE, 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(';'));

interface Described {
  readonly archetype: string;
  readonly text: string;
}

/** Generated games, each with the sort of game that its summary describes. */
function described(): readonly Described[] {
  const games: Described[] = [];
  for (const record of sampleRecords({ games: 120, seed: 1 })) {
    if (record.source !== 'igdb') continue;
    const { name, summary } = record.body as { name: string; summary?: string };
    const archetype = ARCHETYPES.find((one) => one.summary === summary);
    if (!archetype) continue;
    const genres = archetype.genres.map((id) => gameMappings().genre(id)?.en ?? '');
    games.push({ archetype: archetype.key, text: embeddingText({ name, genres, summary: archetype.summary }) });
  }
  return games;
}

const cosine = (a: Float32Array, b: Float32Array): number => a.reduce((sum, number, i) => sum + number * b[i]!, 0);

/** Of the queries of a language, how many have the game that they mean among the first three. */
async function found(model: EmbeddingProvider, language: string, floor: number): Promise<number> {
  const games = described();
  const vectors = await model.embed(games.map(({ text }) => text));
  const asked = QUERIES.filter(([, spoken]) => spoken === language);
  const hits = asked.map(async ([archetype, , query]) => {
    const [vector] = await model.embed([gameGlossary().translate(query!)]);
    const best = games
      .map((game, i) => ({ ...game, cosine: cosine(vectors[i]!, vector!) }))
      .filter((game) => game.cosine >= floor)
      .sort((a, b) => b.cosine - a.cosine);
    return best.slice(0, 3).some((game) => game.archetype === archetype);
  });
  const right = await Promise.all(hits);
  return right.filter(Boolean).length / asked.length;
}

const places = useLitePlaces();
(places ? describe : describe.skip)('what queries mean, to use-lite', () => {
  const model = places && new UseLiteEmbeddings(places);
  afterAll(() => model?.close());

  it.each([
    ['en', 0.9],
    ['fr', 0.9],
  ])('is found in %s', async (language, least) => {
    const share = await found(model!, language, 0.4);
    expect(share).toBeGreaterThanOrEqual(least);
  });
});

describe('what queries mean, to hash', () => {
  it.each([
    ['en', 0.9],
    ['fr', 0.75],
  ])('is found in %s', async (language, least) => {
    const share = await found(new HashEmbeddings(), language, 0.15);
    expect(share).toBeGreaterThanOrEqual(least);
  });
});
