import { france } from '../../libs/sites/src/domain/countries/france/france.country';
import { italy } from '../../libs/sites/src/domain/countries/italy/italy.country';
import { type Answer, type Method, serveSites } from './sites-service';

interface Page {
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly meta: {
    readonly limit: number;
    readonly has_more: boolean;
    readonly total?: number;
    readonly page?: number;
  };
  readonly links: { readonly self: string; readonly next?: string; readonly prev?: string };
}

export interface ListAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly page: Page;
  /** `limit not-a-whole-number` of each fault; where the whole is refused, the type of the problem. */
  readonly faults: readonly string[];
}

export interface ListService {
  get(path: string, headers?: Record<string, string>): Promise<ListAnswer>;
  head(path: string): Promise<ListAnswer>;
  /** Of each item in turn: one member, following `links.next` to the end. */
  walk(path: string, member: string): Promise<unknown[]>;
  sql<T extends object>(statement: string, parameters?: readonly unknown[]): Promise<T[]>;
  /** Its address, once it listens. */
  listen(): Promise<string>;
  close(): Promise<void>;
}

/** The whole service on a database of its own, without sites. */
export async function listService(): Promise<ListService> {
  const sites = await serveSites({}, { countries: [france, italy] });
  const { app } = sites.service;
  const ask = async (method: Method, path: string, headers = {}): Promise<ListAnswer> =>
    listed(await sites.call(method, path, undefined, headers));
  const get: ListService['get'] = (path, headers) => ask('GET', path, headers);
  return {
    get,
    head: (path) => ask('HEAD', path),
    walk: async (path, member) => {
      const seen: unknown[] = [];
      for (let next: string | undefined = path; next !== undefined;) {
        const { page } = await get(next);
        seen.push(...page.data.map((item) => item[member]));
        next = page.links.next;
      }
      return seen;
    },
    sql: (statement, parameters) => sites.query(statement, parameters),
    listen: async () => {
      await app.listen({ port: 0, host: '127.0.0.1' });
      return app.getUrl();
    },
    close: () => sites.close(),
  };
}

const listed = ({ status, headers, text, body }: Answer): ListAnswer => ({
  status,
  headers,
  body: text,
  get page() {
    if (status !== 200) throw new Error(text);
    return body as unknown as Page;
  },
  get faults() {
    const { type, errors } = body as { type: string; errors?: { parameter: string; code: string }[] };
    return errors?.map(({ parameter, code }) => `${parameter} ${code}`) ?? [type];
  },
});

/** The demo set as of 2026-11-20; ids are 1 to 10 and 1 to 4, in order. */
export const DEMO_SET = [
  `INSERT INTO sites (country, name, installation_date, max_power_megawatt, min_power_megawatt, useful_energy_at_1_megawatt)
   SELECT 'FR', 'Site France ' || i, date '2026-11-20' - 3 * i, 10 * i, i, 0.7 + i::numeric / 20 FROM generate_series(1, 5) i`,
  `INSERT INTO sites (country, name, installation_date, max_power_megawatt, min_power_megawatt, efficiency)
   SELECT 'IT', 'Site Italia ' || i, date '2026-11-21' + 7 * (i - 1), 6 + 9 * i, i + 1, 0.54 + 6 * i::numeric / 100
   FROM generate_series(1, 5) i`,
  `INSERT INTO groups (name, type) VALUES ('Groupe 1', 'group2'), ('Groupe 2', 'group3'), ('Groupe 3', 'group1'), ('Groupe 4', 'group2')`,
  'INSERT INTO group_children (parent_id, child_id) VALUES (1, 3)',
  `INSERT INTO site_groups (site_id, group_id) SELECT s, g FROM generate_series(1, 10) s,
   unnest(CASE s % 2 WHEN 1 THEN ARRAY[1, 4] ELSE ARRAY[3] END) g`,
];
