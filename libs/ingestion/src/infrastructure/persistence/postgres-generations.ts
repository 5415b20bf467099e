import { Generations } from '@hexagone/kernel';
import { Database, DirectConnections } from '@hexagone/platform';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Client } from 'pg';

const CHANNEL = 'hexagone_dataset';
/** However quiet the connection, nothing older is answered: it may be dead without our knowing. */
const FRESH_MS = 5_000;
/** After a write of this process, its own readers ask: the notice is sent at commit and takes a moment. */
const SETTLING_MS = 2_000;
const RECONNECT_MS = 5_000;

interface Known {
  readonly generation: string;
  readonly until: number;
}

/** Generations from the table `dataset`, remembered only while a LISTEN session tells of every change. */
@Injectable()
export class PostgresGenerations extends Generations implements OnModuleDestroy {
  private readonly known = new Map<string, Known>();
  private readonly settling = new Map<string, number>();
  private listener: Client | undefined;
  private nextConnection = 0;
  private changes = 0;

  constructor(
    private readonly database: Database,
    private readonly connections: DirectConnections,
  ) {
    super();
  }

  async of(...datasets: string[]): Promise<string> {
    const now = Date.now();
    const cached = datasets.map((name) => this.known.get(name)).filter((known) => known && known.until > now);
    if (cached.length === datasets.length) return cached.map((known) => known?.generation).join('.');
    this.listen(now);
    return (await this.ask(datasets)).join('.');
  }

  async touch(dataset: string): Promise<void> {
    this.settling.set(dataset, Date.now() + SETTLING_MS);
    this.known.delete(dataset);
    this.changes++;
    await this.database.query(
      `WITH moved AS (
         INSERT INTO dataset (name, generation, changed_at) VALUES ($1, 1, now())
         ON CONFLICT (name) DO UPDATE SET generation = dataset.generation + 1, changed_at = now()
         RETURNING name, generation)
       SELECT pg_notify('${CHANNEL}', json_build_object('dataset', name, 'generation', generation)::text) FROM moved`,
      [dataset],
    );
  }

  async onModuleDestroy(): Promise<void> {
    this.nextConnection = Infinity;
    await this.listener?.end();
  }

  private async ask(datasets: string[]): Promise<string[]> {
    const before = this.changes;
    const { rows } = await this.database.query<{ name: string; generation: string }>(
      'SELECT name, generation FROM dataset WHERE name = ANY($1)',
      [datasets],
    );
    const found = new Map(rows.map((row) => [row.name, row.generation]));
    const generations = datasets.map((name) => found.get(name) ?? '0');
    if (this.listener && before === this.changes)
      datasets.forEach((name, i) => {
        this.remember(name, generations[i] ?? '0');
      });
    return generations;
  }

  private remember(dataset: string, generation: string): void {
    const now = Date.now();
    if ((this.settling.get(dataset) ?? 0) > now) return;
    this.known.set(dataset, { generation, until: now + FRESH_MS });
  }

  /** Connects in the background, so that no reader waits for it; without it every reader asks. */
  private listen(now: number): void {
    if (this.listener || now < this.nextConnection) return;
    this.nextConnection = now + RECONNECT_MS;
    this.connections
      .open('hexagone generations')
      .then(
        (client) => this.listenOn(client),
        () => undefined,
      )
      .catch(() => {
        this.forget();
      });
  }

  private async listenOn(client: Client): Promise<void> {
    client.on('notification', ({ payload }) => {
      this.moved(payload);
    });
    client.on('end', () => {
      this.forget();
    });
    client.on('error', () => {
      this.forget();
    });
    await client.query(`LISTEN ${CHANNEL}`);
    this.changes++;
    this.listener = client;
  }

  private moved(payload: string | undefined): void {
    this.changes++;
    const { dataset } = JSON.parse(payload ?? '{}') as { dataset?: string };
    if (dataset === undefined) this.known.clear();
    else this.known.delete(dataset);
  }

  private forget(): void {
    this.listener = undefined;
    this.changes++;
    this.known.clear();
  }
}
