import { type Reading, type ReadingEnd, RecordReader } from '@hexagone/ingestion';
import type { SqlMapping } from './sql-mapping';
import { type KeyedRow, PATIENCE_MS, SqlSnapshot } from './sql-snapshot';

const CHILDREN = ['releases', 'genres', 'companies', 'texts'] as const;

/** Every game of a database, with the rows of its other queries: all of them at one moment. */
export class SqlReader extends RecordReader {
  constructor(
    private readonly url: string,
    private readonly mapping: () => Promise<SqlMapping>,
    private readonly patienceMs = PATIENCE_MS,
  ) {
    super();
  }

  async *read({ signal }: Reading): AsyncGenerator<unknown, ReadingEnd, undefined> {
    const mapping = await this.mapping();
    const { name, scheme, licence } = mapping;
    const snapshot = await SqlSnapshot.open(this.url, mapping, signal, this.patienceMs);
    try {
      const children = CHILDREN.map((query) => [query, new RowsByGame(snapshot.rows(query))] as const);
      for await (const { key, row } of snapshot.rows('games')) {
        const item: Record<string, unknown> = { mapping: name, scheme, licence, id: key, game: row };
        for (const [query, rows] of children) item[query] = key === null ? [] : await rows.of(key);
        yield item;
      }
      const strays: Record<string, number> = {};
      for (const [query, rows] of children) strays[query] = await rows.strays();
      return { cursor: null, details: { mapping: name, licence, without_game: strays } };
    } finally {
      await snapshot.close();
    }
  }
}

/** Rows in the order of their games, taken game by game in the same order. */
class RowsByGame {
  private step: IteratorResult<KeyedRow, undefined> | undefined;
  private stray = 0;

  constructor(private readonly rows: AsyncGenerator<KeyedRow, undefined>) {}

  async of(key: string): Promise<readonly KeyedRow['row'][]> {
    const found: KeyedRow['row'][] = [];
    let next = await this.current();
    while (next && comparison(next.key, key) <= 0) {
      if (next.key === key) found.push(next.row);
      else this.stray++;
      next = await this.following();
    }
    return found;
  }

  /** Rows that belong to no game, once all games are through. */
  async strays(): Promise<number> {
    for (let next = await this.current(); next; next = await this.following()) this.stray++;
    return this.stray;
  }

  private async current(): Promise<KeyedRow | undefined> {
    this.step ??= await this.rows.next();
    return this.step.value;
  }

  private following(): Promise<KeyedRow | undefined> {
    this.step = undefined;
    return this.current();
  }
}

/** As the collation "C" has it; rows without key come last. */
const comparison = (a: string | null, b: string): number =>
  a === null ? 1 : Buffer.compare(Buffer.from(a), Buffer.from(b));
