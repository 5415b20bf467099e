import { igdbAccess } from './igdb-settings';

const CLIENT = { IGDB_CLIENT_ID: 'client', IGDB_CLIENT_SECRET: 'hush' };

describe('the settings of IGDB', () => {
  it('without a client are none', () => {
    expect(igdbAccess({})).toBeNull();
    expect(igdbAccess({ IGDB_CLIENT_SECRET: 'hush' })).toBeNull();
  });

  it('with a client are those of IGDB itself', () => {
    expect(igdbAccess(CLIENT)).toEqual({
      url: 'https://api.igdb.com/v4',
      tokenUrl: 'https://id.twitch.tv/oauth2/token',
      clientId: 'client',
      clientSecret: 'hush',
      filter: null,
    });
    const own = { IGDB_URL: 'http://127.0.0.1:1/v4/', IGDB_FILTER: 'id = 1' };
    expect(igdbAccess({ ...CLIENT, ...own })).toMatchObject({ url: 'http://127.0.0.1:1/v4', filter: 'id = 1' });
  });

  it('that are wrong are refused at start, each by name', () => {
    const wrong = {
      IGDB_CLIENT_ID: 'client',
      IGDB_URL: 'ftp://x',
      IGDB_TOKEN_URL: 'x',
      IGDB_FILTER: 'id = 1; limit 1',
    };
    expect(() => igdbAccess(wrong)).toThrow(
      /^IGDB_URL must.*\nIGDB_TOKEN_URL must.*\nIGDB_FILTER must.*\nIGDB_CLIENT_SECRET is required/,
    );
  });
});
