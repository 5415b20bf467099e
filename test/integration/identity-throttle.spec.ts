import { randomBytes } from 'node:crypto';
import type { AuditEvent } from '@hexagone/kernel';
import type { Database } from '@hexagone/platform';
import type { Guess } from '../../libs/identity/src/application/throttle';
import { PostgresThrottle } from '../../libs/identity/src/infrastructure/limits/postgres-throttle';
import { freshDatabase, type FreshDatabase, openDatabase } from '../support/database';
import { testSettings } from '../support/settings';

const guess = (more: Partial<Guess> = {}): Guess => ({
  what: 'login',
  name: 'claire@example.org',
  address: '203.0.113.7',
  ...more,
});

describe('wrong guesses', () => {
  let at: FreshDatabase;
  let databases: readonly [Database, Database];
  const told: AuditEvent[] = [];
  const audit = {
    record: (event: AuditEvent): Promise<void> => {
      told.push(event);
      return Promise.resolve();
    },
  };
  const replica = (database: Database, more: Parameters<typeof testSettings>[0] = {}): PostgresThrottle =>
    new PostgresThrottle(database, testSettings(more), audit);

  beforeAll(async () => {
    at = await freshDatabase();
    databases = [openDatabase(at.url), openDatabase(at.url)];
    await Promise.all(databases.map((database) => database.open()));
  });
  beforeEach(async () => {
    told.length = 0;
    await databases[0].query('TRUNCATE auth_throttle');
  });
  afterAll(async () => {
    for (const database of databases) await database.close();
    await at.close();
  });

  const first = (): PostgresThrottle => replica(databases[0]);
  const second = (): PostgresThrottle => replica(databases[1]);
  const database = (): Database => databases[0];

  /** As a login does it: null, or the seconds to wait. */
  async function tried(throttle: PostgresThrottle, right: boolean, on = guess()): Promise<number | null> {
    try {
      await throttle.mayTry(on);
      await (right ? throttle.succeeded(on) : throttle.failed(on));
      return null;
    } catch (error) {
      expect(error).toMatchObject({ code: 'identity.too-many-attempts', kind: 'too-many' });
      return (error as { extras: { retryAfterSeconds: number } }).extras.retryAfterSeconds;
    }
  }

  /** Lets that much time pass for every count. */
  const later = async (seconds: number): Promise<void> => {
    await database().query(
      `UPDATE auth_throttle SET window_start = window_start - make_interval(secs => $1),
         blocked_until = blocked_until - make_interval(secs => $1)`,
      [seconds],
    );
  };

  it('are five, over two replicas; then even the right one waits, and only there', async () => {
    for (let n = 0; n < 5; n++) expect(await tried(n % 2 ? first() : second(), false)).toBeNull();
    const waits = [await tried(first(), false), await tried(second(), true)];
    for (const wait of waits) {
      expect(wait).toBeGreaterThan(20);
      expect(wait).toBeLessThanOrEqual(30);
    }
    expect(await tried(first(), true, guess({ address: '203.0.113.8' }))).toBeNull();
    expect(await tried(first(), true, guess({ name: 'paul@example.org' }))).toBeNull();
    await later(30);
    expect(await tried(first(), true)).toBeNull();
    for (let n = 0; n < 5; n++) expect(await tried(first(), false)).toBeNull();
  });

  it('make wait twice as long each time, up to a quarter of an hour, until the window is over', async () => {
    const waits: (number | null)[] = [];
    for (let n = 0; n < 4; n++) await tried(first(), false);
    for (let n = 0; n < 8; n++) {
      expect(await tried(first(), false)).toBeNull();
      waits.push(await tried(first(), true));
      await database().query(`UPDATE auth_throttle SET blocked_until = now()`);
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
    await later(901);
    for (let n = 0; n < 5; n++) expect(await tried(first(), false)).toBeNull();
    expect(await tried(first(), false)).toBeLessThanOrEqual(30);
  });

  it('never make wait for longer, after 2 000 of them', async () => {
    const on = guess();
    for (let n = 0; n < 2_000; n++) {
      await first().failed(on);
      await database().query('UPDATE auth_throttle SET blocked_until = now()');
    }
    await first().failed(on);
    const { rows } = await database().query('SELECT max(failures) AS failures FROM auth_throttle');
    expect(rows).toEqual([{ failures: 2_001 }]);
    const wait = await tried(first(), true);
    expect(wait).toBeGreaterThan(890);
    expect(wait).toBeLessThanOrEqual(900);
  });

  it('count no further when many are made at once, and the right one among them is refused', async () => {
    await Promise.all(Array.from({ length: 25 }, () => first().mayTry(guess())));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 25 }, (_, n) => (n % 2 ? first() : second()).failed(guess())),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    await expect(first().succeeded(guess())).rejects.toMatchObject({ code: 'identity.too-many-attempts' });
    expect(await tried(first(), true)).toBeLessThanOrEqual(30);
  });

  it('are thirty from one address, a /64 of IPv6, whatever the names', async () => {
    for (let n = 0; n < 30; n++) {
      const on = guess({ name: `somebody-${String(n)}`, address: `2001:db8:1:2::${String(n + 1)}` });
      expect(await tried(first(), false, on)).toBeNull();
    }
    expect(await tried(first(), true, guess({ name: 'other', address: '2001:db8:1:2:ffff::1' }))).not.toBeNull();
    expect(await tried(first(), true, guess({ name: 'other', address: '2001:db8:1:3::1' }))).toBeNull();
    expect(await tried(first(), true, guess({ what: 'client', address: '2001:db8:1:2::1' }))).toBeNull();
  });

  it('of one name from everywhere block nobody: the audit log tells of them once', async () => {
    const target = 'account:01890a5d-ac96-774b-bcce-b302099a8057';
    for (let n = 0; n < 60; n++)
      expect(await tried(first(), false, guess({ address: `198.51.100.${String(n)}`, target }))).toBeNull();
    expect(await tried(first(), true, guess({ address: '192.0.2.1' }))).toBeNull();
    expect(told).toEqual([
      expect.objectContaining({ action: 'auth.bruteforce_suspected', actor: 'anonymous', target, outcome: 'denied' }),
    ]);
    expect(JSON.stringify(told)).not.toContain('@');
  });

  it('are counted although the request fails and all else is undone', async () => {
    const undone = new Error('the transaction fails');
    for (let n = 0; n < 5; n++) {
      const work = database().run(async () => {
        await first().failed(guess());
        throw undone;
      });
      await expect(work).rejects.toBe(undone);
    }
    expect(await tried(first(), true)).toBeLessThanOrEqual(30);
  });

  it('leave neither name nor address in the database, and mean nothing under another secret', async () => {
    for (let n = 0; n < 5; n++) await tried(first(), false);
    const { rows } = await database().query<{ bucket: Buffer }>('SELECT bucket FROM auth_throttle');
    expect(rows).toHaveLength(3);
    for (const { bucket } of rows) expect(bucket).toHaveLength(32);
    const other = replica(database(), { secret: randomBytes(32).toString('hex') });
    expect(await tried(other, true)).toBeNull();
    expect(await tried(first(), true)).not.toBeNull();
  });

  it('may be more, where the operator says so', async () => {
    const patient = replica(database(), { loginFailures: 7, addressFailures: 9 });
    for (let n = 0; n < 7; n++) expect(await tried(patient, false)).toBeNull();
    expect(await tried(patient, false)).toBe(30);
    for (let n = 0; n < 2; n++) expect(await tried(patient, false, guess({ name: 'x' }))).toBeNull();
    expect(await tried(patient, true, guess({ name: 'y' }))).toBe(30);
  });
});
