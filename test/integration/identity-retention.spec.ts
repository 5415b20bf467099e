import { Mailer } from '../../libs/identity/src/application/mailer';
import { PurgePersonalData } from '../../libs/identity/src/application/purge-personal-data';
import type { Account } from '../../libs/identity/src/domain/account';
import { InactivityNotices } from '../../libs/identity/src/infrastructure/rights/inactivity-notices';
import { makeAccount, signIn } from '../support/identity';
import { serveSites, type SitesService } from '../support/sites-service';

const DAY_MS = 86_400_000;
const NOW = new Date('2030-03-15T12:00:00.000Z');
const later = (days: number): Date => new Date(NOW.getTime() + days * DAY_MS);
const LONG_AGO = new Date('2027-03-14T12:00:00.000Z');

describe('what is kept no longer', () => {
  let service: SitesService;
  beforeAll(async () => {
    service = await serveSites();
  });
  beforeEach(() => service.query('TRUNCATE account, auth_throttle, auth_revocation, erasure CASCADE'));
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(() => service.close());

  const account = async (more: Partial<Account> = {}, lastLoginAt = LONG_AGO): Promise<Account> => {
    const made = await makeAccount(service.service.app, { createdAt: LONG_AGO, ...more });
    await service.query('UPDATE account SET last_login_at = $2 WHERE id = $1', [made.id, lastLoginAt]);
    return made;
  };
  const purge = async (rule: string, now: Date, rehearsal = false): Promise<number | undefined> => {
    const order = { only: 'identity', now, rehearsal, actor: 'cli' };
    const rules = await service.service.app.get(PurgePersonalData).execute(order);
    return rules.find((one) => one.rule === `identity.${rule}`)?.erased;
  };
  const left = async (): Promise<readonly string[]> =>
    (await service.query<{ id: string }>('SELECT id FROM account ORDER BY id')).map(({ id }) => id);
  const letters = (goOut: boolean): jest.SpyInstance => {
    const mailer = service.service.app.get(Mailer);
    jest.replaceProperty(mailer, 'delivers', true);
    return jest.spyOn(mailer, 'deliver').mockResolvedValue(goOut);
  };
  const notify = (now: Date): Promise<number> => service.service.app.get(InactivityNotices).send(now);

  describe('of accounts that nobody uses', () => {
    it('goes 30 days after a notice, once, and never without one', async () => {
      const unused = await account();
      const used = await account({}, later(-1));
      expect(await purge('unused-accounts', NOW)).toBe(0);
      const delivered = letters(true);
      expect(await notify(NOW)).toBe(1);
      expect(delivered).toHaveBeenCalledWith({
        account: unused.id,
        to: unused.email,
        locale: 'fr',
        kind: 'inactivity',
        values: { date: '2030-04-14' },
      });
      expect(await notify(later(1))).toBe(0);
      expect(await purge('unused-accounts', later(29))).toBe(0);
      expect(await purge('unused-accounts', later(30), true)).toBe(1);
      expect(await left()).toEqual([unused.id, used.id].sort());
      expect(await purge('unused-accounts', later(30))).toBe(1);
      expect(await purge('unused-accounts', later(30))).toBe(0);
      expect(await left()).toEqual([used.id]);
      const audited = `SELECT actor FROM audit_event WHERE action = 'privacy.erasure' AND target = $1`;
      expect(await service.query(audited, [`account:${unused.id}`])).toEqual([{ actor: 'housekeeping' }]);
    });

    it('is told of 30 days before the three years are over, not sooner', async () => {
      await account({}, new Date('2027-04-10T12:00:00.000Z'));
      const delivered = letters(true);
      expect(await notify(new Date('2030-03-10T12:00:00.000Z'))).toBe(0);
      expect(await notify(new Date('2030-03-12T12:00:00.000Z'))).toBe(1);
      expect(delivered).toHaveBeenCalledWith(expect.objectContaining({ values: { date: '2030-04-11' } }));
    });

    it('stays while no letter goes out', async () => {
      const unused = await account();
      expect(await notify(NOW)).toBe(0);
      const delivered = letters(false);
      expect(await notify(NOW)).toBe(0);
      expect(delivered).toHaveBeenCalledTimes(1);
      expect(await purge('unused-accounts', later(365))).toBe(0);
      expect(await left()).toEqual([unused.id]);
    });

    it('stays when its owner came back after the notice, and is told anew another time', async () => {
      const back = await account();
      const delivered = letters(true);
      await notify(NOW);
      await service.query('UPDATE account SET last_login_at = $2 WHERE id = $1', [back.id, later(2)]);
      expect(await purge('unused-accounts', later(60))).toBe(0);
      expect(await purge('unused-accounts', later(5 * 365))).toBe(0);
      expect(await notify(later(5 * 365))).toBe(1);
      expect(delivered).toHaveBeenCalledTimes(2);
    });

    it('stays when its owner restricted what is done with it', async () => {
      const kept = await account({ restricted: true });
      const delivered = letters(true);
      expect(await notify(NOW)).toBe(0);
      expect(delivered).not.toHaveBeenCalled();
      await service.query('UPDATE account SET inactivity_notice_at = $1', [later(-40)]);
      expect(await purge('unused-accounts', NOW)).toBe(0);
      expect(await left()).toEqual([kept.id]);
    });

    it('does not leave the service without an administrator', async () => {
      const admin = await account({ scopes: ['users:admin'] });
      await account();
      letters(true);
      await notify(NOW);
      expect(await purge('unused-accounts', later(31))).toBe(1);
      expect(await left()).toEqual([admin.id]);
    });
  });

  it('of registrations never confirmed goes after a week', async () => {
    const pending = await account({ state: 'pending', createdAt: later(-7) });
    const active = await account({ createdAt: later(-7) }, later(-7));
    expect(await purge('pending-accounts', later(-0.1))).toBe(0);
    expect(await purge('pending-accounts', later(0.1), true)).toBe(1);
    expect(await left()).toEqual([pending.id, active.id].sort());
    expect(await purge('pending-accounts', later(0.1))).toBe(1);
    expect(await left()).toEqual([active.id]);
  });

  it('of sessions goes 30 days after their end, with their tokens', async () => {
    const made = await account({}, NOW);
    for (const ends of [
      [later(10), null],
      [later(-29), null],
      [later(-31), null],
      [later(10), later(-31)],
      [later(10), later(-29)],
    ]) {
      await signIn(service.service.app, made);
      await service.query(
        `UPDATE auth_session SET expires_at = $1, revoked_at = $2::timestamptz, revoke_reason = $3, network = 'seen'
         WHERE network <> 'seen'`,
        [...ends, ends[1] && 'logout'],
      );
    }
    expect(await purge('sessions', NOW)).toBe(2);
    expect(await purge('sessions', NOW)).toBe(0);
    for (const table of ['auth_session', 'refresh_token'])
      expect(await service.query(`SELECT FROM ${table}`)).toHaveLength(3);
  });

  it.each([
    ['one-time-tokens', `INSERT INTO one_time_token VALUES (sha256('a'), 'reset', $1, $2, $2)`, 0],
    ['throttle', `INSERT INTO auth_throttle SELECT sha256('a'), 1, $2, NULL WHERE $1::uuid IS NOT NULL`, 1],
    ['revocations', `INSERT INTO auth_revocation (revoked, at) VALUES ($1::uuid::text, $2)`, 11 / 1440],
    ['erasure-marks', `INSERT INTO erasure SELECT sha256('a'), $2 WHERE $1::uuid IS NOT NULL`, 70],
  ])('of %s goes in time', async (rule, insert, days) => {
    const { id } = await account({}, NOW);
    await service.query(insert, [id, NOW]);
    expect(await purge(rule, later(days - 0.001))).toBe(0);
    expect(await purge(rule, later(days + 0.001), true)).toBe(1);
    expect(await purge(rule, later(days + 0.001))).toBe(1);
    expect(await purge(rule, later(days + 0.001))).toBe(0);
  });
});
