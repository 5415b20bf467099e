import { Database, type Settings } from '@hexagone/platform';
import type { InjectOptions } from 'fastify';
import { type AppOptions, createApp, type Service } from '../../apps/api/src/bootstrap';
import { freshDatabase, type FreshDatabase } from './database';
import { testSettings } from './settings';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
  /** Parsed; undefined where there is no body. */
  readonly body: Readonly<Record<string, unknown>>;
}

type Headers = Readonly<Record<string, string>>;
export type Method = NonNullable<InjectOptions['method']>;

/** The service on a migrated database of its own. */
export interface SitesService {
  readonly service: Service;
  call(method: Method, path: string, body?: unknown, headers?: Headers): Promise<Answer>;
  get(path: string, headers?: Headers): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Headers): Promise<Answer>;
  put(path: string, headers?: Headers): Promise<Answer>;
  patch(path: string, body: unknown, headers?: Headers): Promise<Answer>;
  delete(path: string, headers?: Headers): Promise<Answer>;
  query<T extends object>(sql: string, parameters?: readonly unknown[]): Promise<T[]>;
  /** No site, no group, no history; ids begin at 1 again. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

export async function serveSites(
  more: Partial<Settings> = {},
  parts: Partial<AppOptions> & { readonly database?: Promise<FreshDatabase> } = {},
): Promise<SitesService> {
  const { database: given = freshDatabase(), ...rest } = parts;
  const fresh = await given;
  const service = await createApp({ settings: testSettings({ databaseUrl: fresh.url, ...more }), ...rest });
  const { app } = service;
  await app.get(Database).open();
  const call: SitesService['call'] = async (method, path, body, headers = {}) => {
    const typed = body === undefined ? headers : { 'content-type': 'application/json', ...headers };
    const payload = typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await app.inject({ method, url: path, headers: typed, ...(body !== undefined && { payload }) });
    const isPlain = answer.headers['content-encoding'] === undefined && answer.body !== '';
    const parsed = isPlain && /[/+]json\b/.test(String(answer.headers['content-type']));
    return {
      status: answer.statusCode,
      headers: answer.headers as Answer['headers'],
      text: answer.body,
      body: parsed ? (JSON.parse(answer.body) as Answer['body']) : {},
    };
  };
  const query: SitesService['query'] = async <T extends object>(sql: string, parameters: readonly unknown[] = []) =>
    (await app.get(Database).query<T>(sql, parameters)).rows;
  return {
    service,
    call,
    get: (path, headers) => call('GET', path, undefined, headers),
    post: (path, body, headers) => call('POST', path, body, headers),
    put: (path, headers) => call('PUT', path, undefined, headers),
    patch: (path, body, headers) => call('PATCH', path, body, headers),
    delete: (path, headers) => call('DELETE', path, undefined, headers),
    query,
    empty: async () => {
      await query('TRUNCATE sites, groups, site_groups, group_children, site_changes RESTART IDENTITY');
    },
    close: async () => {
      await app.close();
      await fresh.close();
    },
  };
}

interface Fault {
  readonly pointer?: string;
  readonly parameter?: string;
  readonly code: string;
}

/** `422 sites.italian-weekday /installation_date`: what a refusal says, without its words. */
export function refusal({ status, headers, body }: Answer): string {
  if (!String(headers['content-type']).startsWith('application/problem+json')) return `${status}, no problem`;
  const faults = (body['errors'] ?? []) as readonly Fault[];
  const places = faults.map(({ pointer, parameter }) => pointer ?? `?${parameter ?? ''}`).sort();
  return [status, String(body['type']).replace('/problems/', ''), ...places].join(' ');
}

/** The `code` of each fault, by its place. */
export const faultsOf = ({ body }: Answer): Readonly<Record<string, string>> =>
  Object.fromEntries(((body['errors'] ?? []) as readonly Fault[]).map(({ pointer = '', code }) => [pointer, code]));

/** A French site, as a document. */
export const french = (day: string, more: object = {}): Record<string, unknown> => ({
  country: 'FR',
  name: 'f',
  installation_date: day,
  max_power_megawatt: 10,
  min_power_megawatt: 1,
  useful_energy_at_1_megawatt: 0.8,
  ...more,
});

/** An Italian one. */
export const italian = (day: string, more: object = {}): Record<string, unknown> => ({
  country: 'IT',
  name: 'i',
  installation_date: day,
  max_power_megawatt: 10,
  min_power_megawatt: 1,
  efficiency: 0.9,
  ...more,
});
