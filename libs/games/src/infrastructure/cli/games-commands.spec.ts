import type { Language } from '@hexagone/kernel';
import { type CliCommand, failureReport } from '@hexagone/platform';
import { Command } from 'commander';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CatalogueReads } from '../../application/catalogue/catalogue-reads';
import type { GoldenCatalogue } from '../../application/catalogue/golden-catalogue';
import type { MeasureCatalogue } from '../../application/catalogue/measure-catalogue';
import { ElasticsearchConnection } from '../elasticsearch/elasticsearch-connection';
import type { SearchIndexChore } from '../elasticsearch/search-index-chore';
import type { EmbeddingChore } from '../vectors/embedding-chore';
import { FakeIgdbCommand } from './fake-igdb.command';
import { GamesCatalogueCommand } from './games-catalogue.command';
import { GamesEmbedCommand } from './games-embed.command';
import { GamesMeasureCommand } from './games-measure.command';
import { GamesReindexCommand } from './games-reindex.command';

interface Outcome {
  readonly stdout: string;
  readonly code: number;
  readonly said?: readonly string[];
}

const typing = (command: CliCommand, ...words: string[]): Promise<Outcome> => typed(command, ['games', ...words]);

async function typed(command: CliCommand, words: readonly string[], language?: Language): Promise<Outcome> {
  let stdout = '';
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += String(text);
    return true;
  });
  const program = new Command();
  command.describe(program);
  try {
    await program.parseAsync(words, { from: 'user' });
    return { stdout, code: 0 };
  } catch (error) {
    const { exitCode: code, lines: said } = failureReport(error, language ?? 'en');
    return { stdout, code, ...(language && { said }) };
  } finally {
    spy.mockRestore();
  }
}

const embedding = (now: () => Promise<unknown>): GamesEmbedCommand =>
  new GamesEmbedCommand({ now } as unknown as EmbeddingChore);

const indexing = (now: () => Promise<unknown>, node: string | null = 'http://127.0.0.1:9'): GamesReindexCommand =>
  new GamesReindexCommand(new ElasticsearchConnection(node === null ? null : { node }), {
    now,
  } as unknown as SearchIndexChore);

const answering = (outcome: unknown) => (): Promise<unknown> => Promise.resolve(outcome);

describe('hexagone games embed', () => {
  const done = { model: 'hash-1', embedded: 7, wordless: 1 };

  it('says what was embedded, for people and for programs', async () => {
    expect(await typing(embedding(answering(done)), 'embed')).toEqual({
      stdout: '7 games embedded by hash-1\n',
      code: 0,
    });
    const { stdout } = await typing(embedding(answering(done)), 'embed', '--json');
    expect(JSON.parse(stdout)).toEqual(done);
  });

  it('is busy where another process is at it', async () => {
    expect(await typing(embedding(answering(null)), 'embed')).toEqual({ stdout: '', code: 6 });
  });
});

describe('hexagone games reindex', () => {
  const done = { index: 'hexagone-games-1', games: 7, refused: 0 };

  it('says what was indexed, for people and for programs', async () => {
    expect(await typing(indexing(answering(done)), 'reindex')).toEqual({
      stdout: 'hexagone-games-1: 7 games, 0 refused\n',
      code: 0,
    });
    const { stdout } = await typing(indexing(answering(done)), 'reindex', '--json');
    expect(JSON.parse(stdout)).toEqual(done);
  });

  it.each([
    ['no server is configured', indexing(answering(done), null), 2],
    ['another process is at it', indexing(answering(null)), 6],
    ['the server is away', indexing(() => Promise.reject(named('ConnectionError'))), 3],
    ['it fails otherwise', indexing(() => Promise.reject(new Error('odd'))), 1],
  ])('fails where %s', async (_why, command, code) => {
    expect(await typing(command, 'reindex')).toEqual({ stdout: '', code });
  });
});

const named = (name: string): Error => Object.assign(new Error('away'), { name });

describe('hexagone games export', () => {
  it('is one JSON object per line, asked for as JSON or not', async () => {
    const games = (): Iterable<object> => [{ id: 1 }, { id: 2 }];
    const command = new GamesCatalogueCommand({} as GoldenCatalogue, { games } as unknown as CatalogueReads);
    for (const words of [['export'], ['export', '--json']])
      expect(await typing(command, ...words)).toEqual({ stdout: '{"id":1}\n{"id":2}\n', code: 0 });
  });
});

describe('hexagone games measure', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hexagone-measure-'));
  const truth = join(folder, 'truth.csv');
  const command = new GamesMeasureCommand({} as MeasureCatalogue);
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['', 'lacks the columns source, source_key, true_game'],
    ['source,key,true_game\nigdb,1,1\n', 'lacks the column source_key'],
    ['source,source_key,true_game\nigdb,,1\n', 'has no line with a source, a source_key, a true_game'],
  ])('says what a file lacks', async (content, why) => {
    writeFileSync(truth, content);
    const { code, said } = await typed(command, ['games', 'measure', '--truth', truth], 'en');
    expect([code, said]).toEqual([2, [`This is no list of records and their true games: ${truth} ${why}`]]);
  });

  it('names a file that is not there, once', async () => {
    const gone = join(folder, 'gone.csv');
    const { code, said } = await typed(command, ['games', 'measure', '--truth', gone], 'fr');
    expect([code, said]).toEqual([
      2,
      [`Ce n’est pas une liste de fiches et de leurs vrais jeux : ${gone} n’existe pas`],
    ]);
    const { said: ofFolder } = await typed(command, ['games', 'measure', '--truth', folder], 'en');
    expect(ofFolder?.[0]).toMatch(/ cannot be read \(EISDIR\)$/);
  });
});

describe('hexagone fake igdb', () => {
  it('names its own option where another program has the port', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hexagone-fake-'));
    writeFileSync(join(folder, 'igdb.json'), '[{"id":1,"name":"Quiet Harbour"}]');
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const words = ['fake', 'igdb', '--data', folder, '--port', String(port)];
    const { code, said } = await typed(new FakeIgdbCommand(), words, 'en');
    expect([code, said?.[0]]).toEqual([1, expect.stringMatching(/choose another --port$/)]);
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true });
  });
});
