import { Database, type Settings } from '@hexagone/platform';
import { type Dispatcher, request } from 'undici';
import { type AppOptions, createApp, type Service } from '../../apps/api/src/bootstrap';
import { freshDatabase, type FreshDatabase } from './database';
import { testSettings } from './settings';

export type Headers = Readonly<Record<string, string>>;

export interface Reply {
  /** `401 platform.token-required /pointer`: status, problem, and the places it names. */
  readonly said: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What is sent: a JSON document, or a form, or text of some type. */
export interface Sent {
  readonly headers?: Headers;
  readonly json?: unknown;
  readonly form?: Headers;
  /** The address that the attacker comes from, as a proxy that is trusted tells it. */
  readonly from?: string;
}

/** A replica of the whole service, listening. */
export interface Replica {
  readonly service: Service;
  readonly origin: string;
  send(method: Dispatcher.HttpMethod, path: string, sent?: Sent): Promise<Reply>;
  get(path: string, headers?: Headers): Promise<Reply>;
  post(path: string, json?: unknown, headers?: Headers): Promise<Reply>;
}

/** Replicas of one service: one database, and a way to look into it. */
export interface Besieged {
  readonly url: string;
  readonly replicas: readonly [Replica, Replica];
  another(more?: Partial<Settings>, parts?: Partial<AppOptions>): Promise<Replica>;
  query<T extends object>(sql: string, parameters?: readonly unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

const FORM = 'application/x-www-form-urlencoded';

const typed = ({ json, form }: Sent): { readonly type?: string; readonly body?: string } => {
  if (form) return { type: FORM, body: new URLSearchParams(form).toString() };
  return json === undefined ? {} : { type: 'application/json', body: JSON.stringify(json) };
};

interface Fault {
  readonly pointer?: string;
  readonly parameter?: string;
}

function told(status: number, { type, errors = [] }: { type?: string; errors?: readonly Fault[] }): string {
  const places = errors.map(({ pointer, parameter = '' }) => pointer ?? `?${parameter}`).sort();
  return [String(status), ...(type === undefined ? [] : [type.replace('/problems/', '')]), ...places].join(' ');
}

async function send(origin: string, method: Dispatcher.HttpMethod, path: string, sent: Sent = {}): Promise<Reply> {
  const { type, body } = typed(sent);
  const headers = {
    ...(type !== undefined && { 'content-type': type }),
    ...(sent.from !== undefined && { 'x-forwarded-for': sent.from }),
    ...sent.headers,
  };
  const answer = await request(`${origin}${path}`, { method, headers, ...(body !== undefined && { body }) });
  const text = await answer.body.text();
  const isJson = /[/+]json\b/.test(String(answer.headers['content-type'])) && text !== '';
  const parsed = isJson ? (JSON.parse(text) as Record<string, unknown>) : {};
  const said = told(answer.statusCode, answer.statusCode >= 400 ? parsed : {});
  return { said, status: answer.statusCode, headers: answer.headers as Reply['headers'], text, body: parsed };
}

async function listening(service: Service): Promise<Replica> {
  await service.app.get(Database).open();
  await service.app.listen({ port: 0, host: '127.0.0.1' });
  const origin = await service.app.getUrl();
  return {
    ...{ service, origin },
    send: (method, path, sent) => send(origin, method, path, sent),
    get: (path, headers = {}) => send(origin, 'GET', path, { headers }),
    post: (path, json, headers = {}) => send(origin, 'POST', path, { json, headers }),
  };
}

/** Two replicas that ask for tokens; a proxy on this machine is believed about addresses. */
export async function besieged(given: Promise<FreshDatabase> = freshDatabase()): Promise<Besieged> {
  const database = await given;
  const started: Replica[] = [];
  const another: Besieged['another'] = async (more = {}, parts = {}) => {
    const usual = { databaseUrl: database.url, access: 'protected', trustedProxies: ['127.0.0.1'] } as const;
    const replica = await listening(await createApp({ settings: testSettings({ ...usual, ...more }), ...parts }));
    started.push(replica);
    return replica;
  };
  const replicas = [await another(), await another()] as const;
  return {
    ...{ url: database.url, replicas, another },
    query: async <T extends object>(sql: string, parameters: readonly unknown[] = []) =>
      (await replicas[0].service.app.get(Database).query<T>(sql, parameters)).rows,
    close: async () => {
      for (const { service } of started) await service.app.close();
      await database.close();
    },
  };
}

/** How long it took until it answered that (ms). */
export async function until(status: number, ask: () => Promise<{ readonly status: number }>): Promise<number> {
  const began = performance.now();
  while ((await ask()).status !== status && performance.now() - began < 10_000)
    await new Promise((resolve) => setTimeout(resolve, 50));
  return performance.now() - began;
}
