import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import { createApp, type Service } from '../../apps/api/src/bootstrap';
import { readRegister } from '../../libs/identity/src/infrastructure/privacy/register-file';
import { freshDatabase, type FreshDatabase } from '../support/database';
import { machine } from '../support/identity';
import { testSettings } from '../support/settings';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const FRENCH = { 'accept-language': 'fr-FR,fr;q=0.9,en;q=0.5' };

interface Answered {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly header: (name: string) => string;
}

describe('what is published of personal data', () => {
  const register = readRegister();
  const columns = register.activities.flatMap(({ data }) => data.flatMap((one) => one.columns ?? []));
  let database: FreshDatabase;
  let service: Service;
  beforeAll(async () => {
    database = await freshDatabase();
    service = await createApp({
      settings: testSettings({ databaseUrl: database.url, access: 'protected', publicUrl: 'http://localhost' }),
    });
  });
  afterAll(async () => {
    await service.app.close();
    await database.close();
  });

  const get = async (url: string, headers: Record<string, string> = {}): Promise<Answered> => {
    const { statusCode, headers: answered, body } = await service.app.inject({ url, headers });
    const header = (name: string): string => String(answered[name] ?? '');
    return { status: statusCode, type: header('content-type'), body, header };
  };

  it('is the whole register, without a token and without a column', async () => {
    const { status, type, body, header } = await get('/privacy/registre');
    expect([status, type]).toEqual([200, 'application/json; charset=utf-8']);
    expect(header('vary')).toContain('Authorization');
    const { activities, controller } = JSON.parse(body) as {
      activities: {
        id: string;
        retention: { rule: string; keep: string | null }[];
        legal_basis: { article: string };
      }[];
      controller: unknown;
    };
    expect(controller).toEqual(register.controller);
    expect(activities.map(({ id }) => id)).toEqual(register.activities.map(({ id }) => id));
    for (const { retention, legal_basis } of activities) {
      expect(legal_basis.article).toMatch(/^6\(1\)\([a-f]\)$/);
      expect(retention.length).toBeGreaterThan(0);
      for (const { rule, keep } of retention)
        if (!['lending.opportunities', 'lending.erasures'].includes(rule)) expect(keep).toMatch(/^P/);
        else expect(keep).toBeNull();
    }
  });

  it.each(['json', 'html', 'csv', 'yaml'])('names columns as %s only to who keeps the register', async (format) => {
    const url = `/privacy/registre?format=${format}`;
    const everybody = await get(url);
    const other = await get(url, await machine(service.app, 'audit:read', 'users:admin'));
    const keeper = await get(url, await machine(service.app, 'privacy:admin'));
    expect([everybody.status, other.status, keeper.status]).toEqual([200, 200, 200]);
    for (const column of columns) {
      expect(keeper.body).toContain(column);
      expect(everybody.body).not.toContain(column);
      expect(other.body).not.toContain(column);
    }
  });

  it('is refused to a token that is not one', async () => {
    expect((await get('/privacy/registre', { authorization: 'Bearer nonsense' })).status).toBe(401);
  });

  it('reads the same in YAML and in JSON', async () => {
    const keeper = await machine(service.app, 'privacy:admin');
    const yaml = await get('/privacy/registre?format=yaml', keeper);
    const json = await get('/privacy/registre', keeper);
    expect(yaml.type).toBe('application/yaml; charset=utf-8');
    expect(yaml.body).not.toMatch(/[&*]a\d/);
    expect(parseYaml(yaml.body)).toEqual(JSON.parse(json.body));
  });

  it('has a line of CSV for each activity, in the language asked for', async () => {
    const { body, type } = await get('/privacy/registre?format=csv', FRENCH);
    expect(type).toContain('text/csv');
    const rows: Record<string, string>[] = parseCsv(body, { columns: true });
    expect(rows.map(({ id }) => id)).toEqual(register.activities.map(({ id }) => id));
    expect(rows[0]!['name']).toBe('Comptes et connexion');
    expect(rows[0]!['retention']).toMatch(/3 ans après la dernière connexion .*\. Préavis/);
  });

  it.each(['/privacy/registre', '/privacy/notice'])('is a page at %s, without a script', async (url) => {
    const { status, type, body, header } = await get(url, { accept: BROWSER, ...FRENCH });
    expect([status, type]).toEqual([200, 'text/html; charset=utf-8']);
    expect(body).toContain('<html lang="fr">');
    expect(body).not.toMatch(/<script|\son\w+=|undefined|\[object/);
    expect(header('content-security-policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    );
    expect(header('vary')).toContain('Accept-Language');
    expect((await get(url, { accept: BROWSER })).body).toContain('<html lang="en">');
  });

  it('refuses a format that there is not', async () => {
    const { status, body } = await get('/privacy/notice?format=csv');
    expect(status).toBe(400);
    expect(JSON.parse(body)).toMatchObject({ errors: [{ parameter: 'format' }] });
  });

  it.each([
    ['fr', 'Jusqu’à leur expiration (30 minutes ou 24 heures). Effacement.', 'CNIL'],
    ['en', '3 years after the last sign-in', 'CNIL'],
  ] as const)('tells people in %s what becomes of their data', async (language, kept, authority) => {
    const { body } = await get('/privacy/notice', { 'accept-language': language });
    const notice = JSON.parse(body) as {
      language: string;
      activities: { id: string; purpose: string; kept: string[] }[];
      rights: string[];
      complaint: string;
    };
    expect(notice.language).toBe(language);
    expect(notice.activities.map(({ purpose }) => purpose)).toEqual(
      register.activities.map(({ purpose }) => purpose[language]),
    );
    expect(notice.activities[0]!.kept.join()).toContain(kept);
    expect(notice.rights).toHaveLength(register.rights.length);
    expect(notice.complaint).toContain(authority);
    for (const column of columns) expect(body).not.toContain(column);
  });
});
