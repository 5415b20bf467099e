import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documentSettings } from './source-settings';

const faults = (env: Readonly<Record<string, string>>): unknown => {
  try {
    return documentSettings(env);
  } catch (error) {
    return (error as { extras: { faults: { parameter: string }[] } }).extras.faults.map(({ parameter }) => parameter);
  }
};

describe('the settings of another Elasticsearch', () => {
  it('ask nothing without an address', () => {
    expect(documentSettings({})).toEqual({ source: null, scheme: 'igdb' });
  });

  it('have an index and ids of their own', () => {
    const env = {
      GAMES_ES_SOURCE_URL: 'https://es.example',
      GAMES_ES_SOURCE_INDEX: 'jeux',
      GAMES_ES_SOURCE_IDS: 'own',
    };
    expect(documentSettings(env)).toEqual({ source: { url: 'https://es.example', index: 'jeux' }, scheme: null });
  });

  it.each<[Readonly<Record<string, string>>, string[]]>([
    [{ GAMES_ES_SOURCE_URL: 'es:9200' }, ['GAMES_ES_SOURCE_URL']],
    [{ GAMES_ES_SOURCE_INDEX: 'a,b' }, ['GAMES_ES_SOURCE_INDEX']],
    [{ GAMES_ES_SOURCE_INDEX: 'games*' }, ['GAMES_ES_SOURCE_INDEX']],
    [{ GAMES_ES_SOURCE_INDEX: '_all' }, ['GAMES_ES_SOURCE_INDEX']],
    [{ GAMES_ES_SOURCE_IDS: 'steam', GAMES_ES_SOURCE_URL: 'ftp://x' }, ['GAMES_ES_SOURCE_IDS', 'GAMES_ES_SOURCE_URL']],
    [{ GAMES_ES_SOURCE_CA_FILE: '/nowhere.pem' }, ['GAMES_ES_SOURCE_CA_FILE']],
    [{ GAMES_ES_SOURCE_CA_FILE: __filename }, ['GAMES_ES_SOURCE_CA_FILE']],
  ])('%j name the faulty %j', (env, names) => {
    expect(faults(env)).toEqual(names);
  });

  it('bring the certificate of an authority, and a key', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hexagone-ca-'));
    const path = join(folder, 'ca.pem');
    const pem = ['-----BEGIN', 'CERTIFICATE-----\nAAAA\n'].join(' ');
    writeFileSync(path, pem);
    const env = {
      ...{ GAMES_ES_SOURCE_URL: 'https://es.example', GAMES_ES_SOURCE_CA_FILE: path },
      GAMES_ES_SOURCE_API_KEY: 'a-key',
    };
    expect(documentSettings(env).source).toMatchObject({ apiKey: 'a-key', authority: pem });
    rmSync(folder, { recursive: true });
  });
});
