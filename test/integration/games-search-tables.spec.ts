import { fold, wordsOf } from '../../libs/games/src/domain/title/fold';
import { gameMappings } from '../../libs/games/src/infrastructure/mapping/mapping-files';
import { SearchTables } from '../../libs/games/src/infrastructure/postgres-search/search-tables';
import { emptyCatalogue, type OpenCatalogue } from '../support/games/search-engines';
import { publishGames, type SearchableGame } from '../support/games/searchable-games';

const TITLES = [
  'The Witcher 3: Wild Hunt',
  'Tom Clancy’s Splinter Cell®: Conviction™',
  "Assassin's Creed `x´ ′y ʼz",
  'Œdipe, Æther, Łódź, Đà Nẵng, Straße, Øresund',
  'Ōkami – Pokémon Écarlate — ﬁn',
  'Ratchet & Clank',
  'Half‑Life‐2',
  'Super Robot Taisen α',
  'ΟΔΥΣΣΕΙΑ Ωmega',
  'Тетрис Ёлка Й',
  '新斗罗大陆：动画卡牌新霸主！',
  'ガンダム・ポケモン「赤」、『緑』ー',
  '포켓몬스터 블랙',
  'Ⅷ ½ ² ① Ａｂｃ１２',
  '.hack//G.U. Vol.2//Reminisce (jp sales)',
  '¡Ay! ¿Qué? «x» “y” …z† 50% #1 a_b ×÷ №5',
  '',
];

describe('what games are found by', () => {
  let catalogue: OpenCatalogue;
  beforeAll(async () => {
    catalogue = await emptyCatalogue();
  });
  afterAll(() => catalogue.close());

  const rows = async <T extends object>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> =>
    (await catalogue.database.query<T>(sql, parameters)).rows;

  it.each(TITLES)('%s is folded alike here and there', async (title) => {
    const [found] = await rows<{ folded: string; words: string[] }>(
      'SELECT hexagone_fold($1) AS folded, hexagone_words(hexagone_fold($1)) AS words',
      [title],
    );
    expect(found?.folded.replaceAll('ς', 'σ')).toBe(fold(title).replaceAll('ς', 'σ'));
    expect(found?.words.filter((word) => word !== '')).toEqual(wordsOf(found?.folded ?? ''));
  });

  it('every letter of the Latin alphabets is folded alike', async () => {
    const letters = Array.from({ length: 0x250 - 0xa1 }, (_, i) => String.fromCharCode(0xa1 + i));
    const found = await rows<{ folded: string }>('SELECT hexagone_fold(l) AS folded FROM unnest($1::text[]) l', [
      letters,
    ]);
    const odd = letters.filter((letter, i) => found[i]?.folded !== fold(letter));
    expect(odd).toEqual([]);
  });

  const publish = (...games: SearchableGame[]): Promise<void> => publishGames(catalogue, games);
  const counted = async (): Promise<Record<string, number>> =>
    Object.fromEntries(
      (await rows<{ word: string; df: number }>('SELECT word, df FROM game_word ORDER BY word')).map(({ word, df }) => [
        word,
        df,
      ]),
    );
  const found = async (): Promise<number[]> =>
    (
      await rows<{ id: number }>('SELECT game_id AS id FROM game_search JOIN game_document USING (game_id) ORDER BY 1')
    ).map(({ id }) => id);

  it('are the words of all titles, each counted once a game, without those with digits', async () => {
    await publish(
      { id: 1, name: 'Iron Salt Iron 2', alternatives: ['Sel et fer', 'Iron'] },
      { id: 2, name: 'Iron Ridge 2k13' },
      { id: 3, name: 'Q' },
    );
    expect(await counted()).toEqual({ et: 1, fer: 1, iron: 2, ridge: 1, salt: 1, sel: 1 });
    expect(await found()).toEqual([1, 2, 3]);
  });

  it('follow a game that changes, goes and comes back; the same again changes nothing', async () => {
    await publish({ id: 2, name: 'Quiet Ridge' });
    await publish({ id: 2, name: 'Quiet Ridge' });
    expect(await counted()).toMatchObject({ iron: 1, quiet: 1, ridge: 1 });
    await publish({ id: 1, name: 'Iron Salt', state: 'gone' });
    expect([await counted(), await found()]).toEqual([{ quiet: 1, ridge: 1 }, [2, 3]]);
    await publish({ id: 1, name: 'Iron Salt' });
    expect([await counted(), await found()]).toEqual([{ iron: 1, quiet: 1, ridge: 1, salt: 1 }, [1, 2, 3]]);
  });

  it('take no notice of ids that no game has, nor of none', async () => {
    const tables = new SearchTables(gameMappings());
    const before = await counted();
    await tables.refresh(catalogue.database, [77]);
    await tables.refresh(catalogue.database, []);
    expect([await counted(), await found()]).toEqual([before, [1, 2, 3]]);
    await rows('DELETE FROM game WHERE id = 3');
    await tables.refresh(catalogue.database, [3]);
    expect(await found()).toEqual([1, 2]);
  });
});
