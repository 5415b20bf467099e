import { setTimeout as sleep } from 'node:timers/promises';
import { addDays, type Day } from '@hexagone/kernel';
import { Client, type DatabaseError } from 'pg';
import { type Dispatcher, Pool } from 'undici';

export interface Call {
  readonly method: Dispatcher.HttpMethod;
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What somebody writes past the service. */
export interface Statement {
  readonly sql: string;
}

export interface Answer {
  readonly status: number;
  /** `201`, or `409 sites.french-day-taken`. */
  readonly outcome: string;
  readonly etag: string;
  readonly body: { readonly id: number; readonly [member: string]: unknown };
}

/** What a round is played on: sites, groups and days that no round had before. */
export interface Scene {
  saturday(): Day;
  site(document: object): Promise<number>;
  group(type: string, more?: object): Promise<number>;
  send(call: Call): Promise<Answer>;
}

/** What the base must never hold, whoever wrote it. */
const FORBIDDEN = `
  WITH RECURSIVE below3(id) AS (
    SELECT id FROM groups WHERE type = 'group3'
    UNION SELECT child_id FROM group_children JOIN below3 ON parent_id = below3.id),
  way(start, id) AS (
    SELECT parent_id, child_id FROM group_children
    UNION SELECT start, child_id FROM way JOIN group_children ON parent_id = way.id)
  SELECT
    (SELECT count(*)::int FROM (SELECT FROM sites WHERE country = 'FR' GROUP BY installation_date HAVING count(*) > 1) d)
      AS "French days with two sites",
    (SELECT count(*)::int FROM sites WHERE country = 'IT' AND extract(isodow FROM installation_date) < 6)
      AS "Italian sites on weekdays",
    (SELECT count(*)::int FROM site_groups JOIN below3 ON group_id = below3.id) AS "sites below a group3",
    (SELECT count(*)::int FROM way WHERE start = id) AS "groups below themselves",
    (SELECT count(*)::int FROM site_groups l JOIN groups g ON g.id = l.group_id WHERE g.type <> l.group_type)
      AS "links that lie about the type"`;

interface Problem {
  readonly type?: string;
  readonly errors?: readonly { readonly code: string }[];
}

/** Of a problem that stands for all faults of a document: the codes of these. */
function codesOf({ type = '', errors = [] }: Problem): readonly string[] {
  const code = type.replace('/problems/', '');
  return code.endsWith('.invalid-document') ? [...new Set(errors.map((fault) => fault.code))] : code ? [code] : [];
}

async function answered(pool: Pool, { method, path, body, headers = {} }: Call): Promise<Answer> {
  const json = body ? { 'content-type': 'application/json' } : {};
  const answer = await pool.request({
    method,
    path,
    headers: { ...json, ...headers },
    body: body ? JSON.stringify(body) : null,
  });
  const text = await answer.body.text();
  const content = (text ? JSON.parse(text) : {}) as Answer['body'] & Problem;
  const outcome = [answer.statusCode, ...codesOf(content)].join(' ');
  return { status: answer.statusCode, outcome, etag: String(answer.headers['etag']), body: content };
}

/** Services that listen on these origins, all on one database. */
export class Arena {
  private weeks = 0;
  private readonly pools: readonly Pool[];
  private readonly client: Client;

  constructor(origins: readonly string[], databaseUrl: string) {
    this.pools = origins.map((origin) => new Pool(origin, { connections: 20 }));
    this.client = new Client(databaseUrl);
  }

  open(): Promise<unknown> {
    return this.client.connect();
  }

  async close(): Promise<void> {
    await this.client.end();
    for (const pool of this.pools) await pool.close();
  }

  private async written({ sql }: Statement): Promise<Answer> {
    const nothing = { etag: '', body: { id: 0 } };
    try {
      await this.client.query(sql);
      return { status: 200, outcome: '200', ...nothing };
    } catch (failure) {
      return { status: 409, outcome: `sql ${(failure as DatabaseError).constraint ?? String(failure)}`, ...nothing };
    }
  }

  readonly scene: Scene = {
    saturday: () => addDays('1900-01-06', 7 * this.weeks++),
    site: (body) => this.made({ method: 'POST', path: '/sites', body }),
    group: (type, more) => this.made({ method: 'POST', path: '/groups', body: { name: 'g', type, ...more } }),
    send: (call) => answered(this.pools[0]!, call),
  };

  private async made(call: Call): Promise<number> {
    const { status, body } = await this.scene.send(call);
    if (status !== 201) throw new Error(JSON.stringify({ call, body }));
    return body.id;
  }

  /**
   * All at once: in both orders in turn, on one service and on two in turn, the later ones a little later now and then.
   * Answers stand in the order of the calls.
   */
  async shoot(calls: readonly (Call | Statement)[], round: number): Promise<readonly Answer[]> {
    const [backwards, services, stagger] = [round % 2 === 1, 1 + ((round >> 1) % 2), (round >> 2) % 3];
    const answers: Answer[] = [];
    const places = calls.map((call, i) => ({ call, i }));
    const send = async ({ call, i }: { call: Call | Statement; i: number }, place: number): Promise<void> => {
      if (stagger > 0) await sleep(stagger * place);
      answers[i] = 'sql' in call ? await this.written(call) : await answered(this.pools[i % services]!, call);
    };
    await Promise.all((backwards ? places.reverse() : places).map(send));
    return answers;
  }

  /** What the base holds and must not. */
  async forbidden(): Promise<readonly string[]> {
    const { rows } = await this.client.query<Record<string, number>>(FORBIDDEN);
    return Object.entries(rows[0] ?? {}).flatMap(([what, n]) => (n === 0 ? [] : [`${n} ${what}`]));
  }

  async count(sql: string): Promise<number> {
    const { rows } = await this.client.query<{ n: number }>(`SELECT count(*)::int AS n ${sql}`);
    return rows[0]?.n ?? 0;
  }

  async deadlocks(): Promise<number> {
    const { rows } = await this.client.query<{ n: number }>(
      'SELECT deadlocks::int AS n FROM pg_stat_database WHERE datname = current_database()',
    );
    return rows[0]?.n ?? 0;
  }

  async empty(): Promise<void> {
    this.weeks = 0;
    await this.client.query('DELETE FROM sites; DELETE FROM groups;');
  }
}
