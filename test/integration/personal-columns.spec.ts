import { Client } from 'pg';
import { readRegister } from '../../libs/identity/src/infrastructure/privacy/register-file';
import type { Register } from '../../libs/identity/src/infrastructure/privacy/register-shape';
import type { CountryPack, Field } from '../../libs/sites/src/domain/country-pack';
import { PACKS } from '../../libs/sites/src/domain/countries/index';
import { countryStatements } from '../../libs/sites/src/infrastructure/persistence/country-migration';
import { germany } from '../fixtures/countries/germany/germany.country';
import { freshDatabase, type FreshDatabase } from '../support/database';
import { COLUMNS, type KnownColumn, mayBePersonal, personalFaults } from '../support/personal-columns';

const register = readRegister();

/** The register with one more column among the data of accounts. */
const naming = (column: string): Register => ({
  ...register,
  activities: register.activities.map((activity) =>
    activity.id === 'accounts'
      ? {
          ...activity,
          data: [...activity.data, { category: 'identity', what: { en: '-', fr: '-' }, columns: [column] }],
        }
      : activity,
  ),
});

describe('a name that may be about a person', () => {
  it.each([
    ...['email', 'email_fold', 'emailFold', 'mail', 'display_name', 'username', 'names', 'phone', 'phone_number'],
    ...['address', 'ip_address', 'ip', 'client_ip', 'ips', 'user_agent', 'agents', 'birth', 'birthdate', 'age', 'ages'],
    ...['revenu', 'revenus_annuels', 'salary', 'income', 'visitor_id', 'cookie', 'cookies', 'actor', 'actors'],
  ])('is %s', (name) => {
    expect(mayBePersonal(name)).toBe(true);
  });

  it.each([
    ...['page', 'pages', 'average', 'image', 'stage', 'storage', 'factor', 'kwk_factor', 'description', 'recipient'],
    ...['zip', 'script', 'agency', 'reagent', 'nom', 'code', 'id', 'at'],
  ])('is not %s', (name) => {
    expect(mayBePersonal(name)).toBe(false);
  });
});

describe('the columns of the database', () => {
  let database: FreshDatabase;
  let client: Client;
  beforeAll(async () => {
    database = await freshDatabase();
    client = new Client(database.url);
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.close();
  });

  const columns = async (): Promise<readonly KnownColumn[]> => (await client.query<KnownColumn>(COLUMNS)).rows;

  /** What is found wrong after that change, which is then undone. */
  const after = async (change: string, known = register): Promise<readonly string[]> => {
    await client.query('BEGIN');
    await client.query(change);
    const faults = personalFaults(await columns(), known);
    await client.query('ROLLBACK');
    return faults;
  };

  it('say whether they are personal, and the register says of each what becomes of it', async () => {
    const known = await columns();
    expect(known.filter(({ comment }) => comment?.startsWith('personal:')).length).toBeGreaterThan(50);
    expect(personalFaults(known, register)).toEqual([]);
  });

  it('are not passed over when one that may be personal is added without a word', async () => {
    expect(await after('ALTER TABLE groups ADD phone text')).toEqual([
      'groups.phone does not say whether it is personal',
    ]);
    expect(await after(`ALTER TABLE groups ADD phone text; COMMENT ON COLUMN groups.phone IS 'to call'`)).toEqual([
      'groups.phone does not say whether it is personal',
    ]);
    expect(
      await after(`ALTER TABLE groups ADD phone text; COMMENT ON COLUMN groups.phone IS 'not-personal: '`),
    ).toEqual(['groups.phone does not say whether it is personal']);
    expect(
      await after(`ALTER TABLE groups ADD phone text; COMMENT ON COLUMN groups.phone IS 'not-personal: of a desk'`),
    ).toEqual([]);
  });

  it('are not passed over when one is personal and not in the register', async () => {
    const change = `ALTER TABLE groups ADD phone text; COMMENT ON COLUMN groups.phone IS 'personal:identity'`;
    expect(await after(change)).toEqual(['groups.phone is not in the register']);
    expect(await after(change, naming('groups.phone'))).toEqual([]);
  });

  it.each(['opportunity', 'proposal'])('are all in the register where they are those of %s', async (table) => {
    const own = (known: readonly KnownColumn[]): readonly string[] =>
      known.filter((one) => one.table === table).map(({ column }) => `${table}.${column}`);
    const named = new Set(register.activities.flatMap(({ data }) => data.flatMap(({ columns: all = [] }) => all)));
    expect(own(await columns()).length).toBeGreaterThan(8);
    expect(own(await columns()).filter((name) => !named.has(name))).toEqual([]);
  });

  it('are missed when the register names one that is not there', async () => {
    expect(await after('SELECT', naming('account.phone'))).toEqual(['account.phone of the register does not exist']);
    expect(await after('ALTER TABLE auth_session DROP network')).toEqual([
      'auth_session.network of the register does not exist',
    ]);
  });

  it('of a country are told by its pack', async () => {
    const pack = (dataProtection?: Field['dataProtection']): CountryPack => {
      const contactName: Field = {
        ...{ type: 'text', maxLength: 100, example: 'Amt', label: { en: 'Office', fr: 'Bureau' } },
        ...(dataProtection && { dataProtection }),
      };
      return { ...germany, fields: { ...germany.fields, contactName } };
    };
    const added = (one: CountryPack): Promise<readonly string[]> => after(countryStatements(one, PACKS).up.join(';'));
    expect(await added(pack())).toEqual(['sites.contact_name does not say whether it is personal']);
    expect(await added(pack("not-personal: the state's office"))).toEqual([]);
    expect(await added(pack('personal:identity'))).toEqual(['sites.contact_name is not in the register']);
  });

  it('are what the register takes them for', async () => {
    expect(await after(`COMMENT ON COLUMN account.email IS 'personal:content'`)).toEqual([
      'account.email is personal:identity in the register, personal:content in the database',
      'account.email is personal:identity in the register, personal:content in the database',
    ]);
    expect(await after(`COMMENT ON COLUMN account.locale IS NULL`)).toEqual([
      'account.locale is personal:account in the register, nothing in the database',
    ]);
  });
});
