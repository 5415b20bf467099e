import { type CliCommand, failureReport } from '@hexagone/platform';
import { Command } from 'commander';
import { ElasticsearchConnection } from '../elasticsearch/elasticsearch-connection';
import type { SearchIndexChore } from '../elasticsearch/search-index-chore';
import type { EmbeddingChore } from '../vectors/embedding-chore';
import { GamesEmbedCommand } from './games-embed.command';
import { GamesReindexCommand } from './games-reindex.command';

interface Outcome {
  readonly stdout: string;
  readonly code: number;
}

async function typing(command: CliCommand, ...words: string[]): Promise<Outcome> {
  let stdout = '';
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += String(text);
    return true;
  });
  const program = new Command();
  command.describe(program);
  try {
    await program.parseAsync(['games', ...words], { from: 'user' });
    return { stdout, code: 0 };
  } catch (error) {
    return { stdout, code: failureReport(error, 'en').exitCode };
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
