import type { Publication } from '@hexagone/ingestion';
import { gameMappings } from '../mapping/mapping-files';
import { sqlLoad } from './sql-load';

const loaded = (env: Readonly<Record<string, string>>): ReturnType<typeof sqlLoad> =>
  sqlLoad({ env }, { publication: {} as Publication, mappings: gameMappings() });

describe('the settings of another PostgreSQL', () => {
  it('ask nothing without an address', () => {
    expect(loaded({}).channels).toEqual([]);
    expect(loaded({ GAMES_SQL_URL: 'postgresql://me:pass-word@db:5432/games' }).channels).toHaveLength(1);
  });

  it.each(['postgres://me:pass-word/1@db/games', 'postgres://me:pass-word@db:99999/games', 'mysql://me:pass-word@db'])(
    'refuse %s at start, and say nothing of it',
    (url) => {
      const load = (): unknown => loaded({ GAMES_SQL_URL: url });
      expect(load).toThrow(/GAMES_SQL_URL must be a postgres/);
      expect(load).not.toThrow(/pass-word/);
    },
  );

  it('refuse a mapping that is a path', () => {
    expect(() => loaded({ GAMES_SQL_MAPPING: '../mine' })).toThrow(/GAMES_SQL_MAPPING must be the name/);
  });
});
