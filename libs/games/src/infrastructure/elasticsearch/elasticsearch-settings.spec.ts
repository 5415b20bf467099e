import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { elasticsearchSettings } from './elasticsearch-settings';

describe('settings of Elasticsearch', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hexagone-es-'));
  const authority = join(folder, 'ca.pem');
  const pem = ['-----BEGIN', 'CERTIFICATE-----\nAAAA\n'].join(' ');
  writeFileSync(authority, pem);
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('are none unless there is an address', () => {
    expect(elasticsearchSettings({})).toBeNull();
    expect(elasticsearchSettings({ ELASTICSEARCH_URL: ' ' })).toBeNull();
  });

  it('name the server, its authority and a key', () => {
    expect(elasticsearchSettings({ ELASTICSEARCH_URL: 'http://127.0.0.1:9200' })).toEqual({
      node: 'http://127.0.0.1:9200',
      requestTimeout: 30_000,
      tls: { rejectUnauthorized: true },
    });
    const env = {
      ELASTICSEARCH_URL: 'https://es.example',
      ELASTICSEARCH_API_KEY: 'k',
      ELASTICSEARCH_CA_FILE: authority,
    };
    expect(elasticsearchSettings(env)).toEqual({
      node: 'https://es.example',
      requestTimeout: 30_000,
      auth: { apiKey: 'k' },
      tls: { rejectUnauthorized: true, ca: pem },
    });
  });

  it('are refused where the file of the authority holds no certificate', () => {
    const read = (): unknown => elasticsearchSettings({ ELASTICSEARCH_CA_FILE: __filename });
    expect(read).toThrow(/ELASTICSEARCH_CA_FILE must be/);
  });

  it('are refused with every fault named, and nothing of the address', () => {
    const env = { ELASTICSEARCH_URL: 'ftp://u:secret@es', ELASTICSEARCH_CA_FILE: join(folder, 'nowhere') };
    const read = (): unknown => elasticsearchSettings(env);
    expect(read).toThrow(/ELASTICSEARCH_URL must be.*\nELASTICSEARCH_CA_FILE must be/);
    expect(read).not.toThrow(/secret/);
  });
});
