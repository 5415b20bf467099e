import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@hexagone/platform';
import type { AreaListing } from '../../libs/territory/src/application/area-reads';
import { SqlAreaReads } from '../../libs/territory/src/infrastructure/persistence/sql-area-reads';
import { databaseWithTerritory, type FreshDatabase, openDatabase } from '../support/database';
import { loadTerritory } from '../support/territory';

const EVERY_COMMUNE: AreaListing = {
  kind: 'commune',
  criteria: {},
  shape: { fields: ['code', 'nom'] },
  sort: [],
  offset: 0,
  counted: true,
};

describe('lists without a limit', () => {
  let fresh: FreshDatabase;
  let database: Database;
  let reads: SqlAreaReads;

  beforeAll(async () => {
    fresh = await databaseWithTerritory(loadTerritory);
    database = openDatabase(fresh.url);
    reads = new SqlAreaReads(database);
  }, 300_000);

  afterAll(async () => {
    await database.close();
    await fresh.close();
  });

  /** Sessions of this database that hold a transaction open, ours apart. */
  const held = async (): Promise<number> => {
    const sql = `SELECT count(*)::integer AS sessions FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%'`;
    return (await database.query<{ sessions: number }>(sql)).rows[0]?.sessions ?? -1;
  };

  const until = async (holds: () => Promise<boolean>): Promise<boolean> => {
    for (let tries = 0; tries < 50; tries++) {
      if (await holds()) return true;
      await sleep(20);
    }
    return false;
  };

  it('are those of one moment, whatever is published meanwhile', async () => {
    const { total, batches } = await reads.stream(EVERY_COMMUNE);
    await database.query(`UPDATE territory.commune SET nom = 'changed' WHERE code > '9'`);
    const codes = new Set<string>();
    let changed = 0;
    for await (const batch of batches) {
      for (const line of batch.split('\n')) {
        const { code, nom } = JSON.parse(line) as { code: string; nom: string };
        codes.add(code);
        if (nom === 'changed') changed++;
      }
    }
    expect([total, codes.size, changed]).toEqual([34_969, 34_969, 0]);
  });

  it('wait for their reader, and let go of the connection when it leaves', async () => {
    const { batches } = await reads.stream(EVERY_COMMUNE);
    await batches[Symbol.asyncIterator]().next();
    await sleep(100);
    expect(await held()).toBe(1);
    for await (const batch of batches) {
      expect(batch).not.toBe('');
      break;
    }
    expect(await until(async () => (await held()) === 0)).toBe(true);
  });

  it('tell what went wrong instead of ending early', async () => {
    const broken: AreaListing = { ...EVERY_COMMUNE, criteria: { types: ['commune-deleguee'], formerCode: '\u0000' } };
    await expect(reads.stream(broken)).rejects.toThrow();
    expect(await held()).toBe(0);
  });
});
