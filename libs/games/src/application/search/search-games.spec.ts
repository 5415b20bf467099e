import type { MeaningAnswer, MeaningQuestion, MeaningSearch } from '../vectors/meaning-search';
import { SearchEngines } from './engines';
import {
  type EveryGame,
  GameSearch,
  type Highlights,
  type LexicalAnswer,
  type LexicalQuestion,
  SearchUnavailable,
} from './game-search';
import { FoundGames } from './found-games';
import { MeantGames } from './meant-games';
import { SearchGames, type SearchAnswer, type SearchMode } from './search-games';

class ListedSearch extends GameSearch {
  asked: LexicalQuestion[] = [];

  constructor(
    readonly engine: string,
    private readonly ids: readonly number[],
    private readonly more: Partial<LexicalAnswer> = {},
    private readonly failure?: Error,
  ) {
    super();
  }

  search(question: LexicalQuestion): Promise<LexicalAnswer> {
    this.asked.push(question);
    if (this.failure) return Promise.reject(this.failure);
    const { offset, limit } = question;
    const hits = this.ids.slice(offset, offset + limit).map((id) => ({ id, score: 10 - id }));
    return Promise.resolve({ hits, total: this.ids.length, capped: false, suggestions: [], ...this.more });
  }

  every(): Promise<EveryGame> {
    return Promise.resolve({
      games: this.ids,
      ...(this.more.corrected !== undefined && { corrected: this.more.corrected }),
    });
  }

  allowed(_: unknown, games: readonly number[]): Promise<readonly number[]> {
    return Promise.resolve(games.filter((id) => id !== 7));
  }

  highlights(_: unknown, games: readonly number[]): Promise<ReadonlyMap<number, Highlights>> {
    if (this.failure) return Promise.reject(this.failure);
    return Promise.resolve(new Map(games.filter((id) => id === 1).map((id) => [id, { name: ['<em>x</em>'] }])));
  }

  suggest(): Promise<readonly never[]> {
    return Promise.resolve([]);
  }
}

function meaning(answers: Readonly<Record<string, MeaningAnswer>>): MeaningSearch {
  const near = ({ text, limit }: MeaningQuestion): Promise<MeaningAnswer> => {
    const answer = answers[text] ?? { state: 'ready', near: [] };
    return Promise.resolve({ ...answer, near: answer.near.slice(0, limit) });
  };
  return { near } as unknown as MeaningSearch;
}

const ready = (...ids: number[]): MeaningAnswer => ({
  state: 'ready',
  near: ids.map((id) => ({ id, cosine: 1 / id })),
});

interface World {
  readonly usual?: GameSearch;
  readonly preferred?: GameSearch | null;
  readonly meant?: Readonly<Record<string, MeaningAnswer>>;
}

const USUAL = new ListedSearch('usual', [1, 2, 3]);

function search(mode: SearchMode, q: string, { usual = USUAL, preferred = null, meant = {} }: World = {}) {
  const engines = new SearchEngines(usual, { engine: preferred });
  return (page: { offset?: number; limit?: number } = {}): Promise<SearchAnswer> =>
    new SearchGames(engines, new MeantGames(meaning(meant), engines)).execute({
      q,
      mode,
      filters: [],
      offset: 0,
      limit: 20,
      ...page,
    });
}

const idsOf = ({ games }: SearchAnswer): readonly number[] => games.map(({ id }) => id);

describe('search by words', () => {
  it('is what the engine says, with places and highlights', async () => {
    const answer = await search('lexical', 'x')({ offset: 1 });
    expect(answer).toEqual({
      games: [
        { id: 2, score: 8, ranks: { lexical: 2, semantic: null }, highlights: {} },
        { id: 3, score: 7, ranks: { lexical: 3, semantic: null }, highlights: {} },
      ],
      ...{ total: 3, capped: false, suggestions: [], engine: 'usual', degradedReason: null, semantic: null },
    });
    expect((await search('exact', 'x')()).games[0]?.highlights).toEqual({ name: ['<em>x</em>'] });
  });

  it('falls back where the preferred engine cannot answer, and says why', async () => {
    const broken = new ListedSearch('preferred', [], {}, new SearchUnavailable('timeout'));
    expect(await search('lexical', 'x', { preferred: broken })()).toMatchObject({
      engine: 'usual',
      degradedReason: 'timeout',
    });
    const preferred = new ListedSearch('preferred', [5]);
    expect(await search('lexical', 'x', { preferred })()).toMatchObject({ engine: 'preferred', degradedReason: null });
    const faulty = new ListedSearch('preferred', [], {}, new Error('a bug'));
    await expect(search('lexical', 'x', { preferred: faulty })()).rejects.toThrow('a bug');
  });
});

describe('search by meaning', () => {
  it('is what is near', async () => {
    const answer = await search('semantic', 'x -y', { meant: { x: ready(4, 2) } })({ offset: 1 });
    expect(answer.games).toEqual([{ id: 2, score: 0.5, ranks: { lexical: null, semantic: 2 }, highlights: {} }]);
    expect(answer).toMatchObject({ total: 2, engine: null, semantic: 'ready', suggestions: [] });
  });

  it('leaves out what the query excludes', async () => {
    const meant = { x: ready(7, 2) };
    expect(idsOf(await search('semantic', 'x -y', { meant })())).toEqual([2]);
    expect(idsOf(await search('semantic', 'x', { meant })())).toEqual([7, 2]);
    expect(idsOf(await search('hybrid', 'x -y', { meant, usual: new ListedSearch('usual', [1]) })())).toEqual([1, 2]);
  });

  it('is by words where meaning cannot be asked', async () => {
    const answer = await search('semantic', 'x', { meant: { x: { state: 'building', near: [] } } })();
    expect(answer).toMatchObject({ semantic: 'building', engine: 'usual', total: 3 });
  });
});

describe('search by both', () => {
  it('fuses the first of each list, and pages within them', async () => {
    const usual = new ListedSearch('usual', [1, 2, 3]);
    const find = search('hybrid', 'x', { usual, meant: { x: ready(3, 9) } });
    const answer = await find();
    expect(idsOf(answer)).toEqual([3, 1, 2, 9]);
    expect(answer.games[0]?.ranks).toEqual({ lexical: 3, semantic: 1 });
    expect(answer).toMatchObject({ total: 4, engine: 'usual', semantic: 'ready' });
    expect(idsOf(await find({ offset: 3, limit: 1 }))).toEqual([9]);
    expect(usual.asked[0]).toMatchObject({ mode: 'lexical', offset: 0, limit: 100, counted: false });
  });

  it('asks for the meaning of what was meant, not of the slip', async () => {
    const usual = new ListedSearch('usual', [1], { suggestions: ['halo'], corrected: 'halo' });
    const meant = { hlao: ready(8), halo: ready(9) };
    expect(idsOf(await search('hybrid', 'hlao', { usual, meant })())).toEqual([1, 9]);
    const off = { hlao: { state: 'off', near: [] } as MeaningAnswer, halo: ready(9) };
    expect(await search('hybrid', 'hlao', { usual, meant: off })()).toMatchObject({ semantic: 'off', total: 1 });
  });

  it('says that there may be more than what is fused', async () => {
    const many = Array.from({ length: 100 }, (_, i) => i + 1);
    const usual = new ListedSearch('usual', many);
    expect(await search('hybrid', 'x', { usual })()).toMatchObject({ total: 100, capped: true });
    expect(await search('hybrid', 'x', { meant: { x: ready(...many) } })()).toMatchObject({ total: 100, capped: true });
    expect(await search('semantic', 'x', { meant: { x: ready(...many) } })()).toMatchObject({ capped: true });
    expect(await search('hybrid', 'x', { meant: { x: ready(4) } })()).toMatchObject({ total: 4, capped: false });
    const meant = { x: ready(...many, 101) };
    expect(await search('semantic', 'x -y', { meant })()).toMatchObject({ total: 100, capped: true });
  });

  it('shows nothing where there is nothing', async () => {
    expect(await search('hybrid', 'x', { usual: new ListedSearch('usual', []) })()).toMatchObject({
      games: [],
      total: 0,
    });
  });
});

describe('all that is found', () => {
  const every = (mode: SearchMode, q: string, meant: World['meant'] = {}, usual: GameSearch = USUAL) => {
    const engines = new SearchEngines(usual, { engine: null });
    const found = new FoundGames(engines, new MeantGames(meaning(meant), engines));
    return found.execute({ q, mode, filters: [] });
  };

  it('is what the words find, what the meaning finds, or both', async () => {
    const meant = { x: ready(3, 9) };
    expect(await every('lexical', 'x', meant)).toEqual([1, 2, 3]);
    expect(await every('exact', 'x', meant)).toEqual([1, 2, 3]);
    expect(await every('semantic', 'x', meant)).toEqual([3, 9]);
    expect(await every('hybrid', 'x', meant)).toEqual([1, 2, 3, 9]);
  });

  it('is what was meant, without what is excluded', async () => {
    const usual = new ListedSearch('usual', [1], { corrected: 'halo' });
    expect(await every('hybrid', 'hlao -y', { hlao: ready(8), halo: ready(7, 9) }, usual)).toEqual([1, 9]);
  });

  it('is found by words where meaning cannot be asked', async () => {
    const off = { x: { state: 'off', near: [] } as MeaningAnswer };
    expect(await every('semantic', 'x', off)).toEqual([1, 2, 3]);
    expect(await every('hybrid', 'x', off)).toEqual([1, 2, 3]);
  });
});
