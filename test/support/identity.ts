import { uuidV7 } from '@hexagone/kernel';
import { Database } from '@hexagone/platform';
import type { INestApplicationContext } from '@nestjs/common';
import { AccessTokens } from '../../libs/identity/src/application/access-tokens';
import { type IssuedTokens, Sessions } from '../../libs/identity/src/application/sessions';
import { Account } from '../../libs/identity/src/domain/account';

/** The password of every account made here, and its hash. */
export const PASSWORD = 'quatre-chevaux-bleus';
const PASSWORD_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$p7t79VOs1Ma0y2Gg/E3PGw$K5U6f0shOU2tztImKGKpo66C87zkDJ1Psb2JHn7i5sw';

const COLUMNS = 'id, email, email_fold, password_hash, display_name, locale, scopes, state, restricted, created_at';

/** An account in that database; active and without scopes unless told. */
export async function storeAccount(database: Database, more: Partial<Account> = {}): Promise<Account> {
  const id = more.id ?? uuidV7();
  const account = Object.assign(new Account(), {
    ...{ id, email: `${id}@example.org`, passwordHash: PASSWORD_HASH, displayName: null, locale: 'fr', scopes: [] },
    ...{ state: 'active', restricted: false, emailVerifiedAt: null, lastLoginAt: null, inactivityNoticeAt: null },
    ...{ createdAt: new Date(), version: 1, ...more },
  } as const);
  account.emailFold = more.emailFold ?? account.email.toLowerCase();
  const { email, emailFold, passwordHash, displayName, locale, scopes, state, restricted, createdAt } = account;
  const values = [id, email, emailFold, passwordHash, displayName, locale, scopes, state, restricted, createdAt];
  await database.query(`INSERT INTO account (${COLUMNS}) VALUES (${values.map((_, i) => `$${i + 1}`).join()})`, values);
  return account;
}

/** The same in the service's database. */
export const makeAccount = (app: INestApplicationContext, more: Partial<Account> = {}): Promise<Account> =>
  storeAccount(app.get(Database), more);

/** A session of that account, with all its scopes. */
export const signIn = (
  app: INestApplicationContext,
  account: Account,
  scopes = account.scopes,
): Promise<IssuedTokens> => app.get(Sessions).open(account, scopes, '127.0.0.0/24');

export const bearer = (token: string): { readonly authorization: string } => ({ authorization: `Bearer ${token}` });

/** A new account with these scopes, signed in: its headers, and all about it. */
export async function person(
  app: INestApplicationContext,
  ...scopes: string[]
): Promise<{
  readonly account: Account;
  readonly tokens: IssuedTokens;
  readonly headers: { readonly authorization: string };
}> {
  const account = await makeAccount(app, { scopes });
  const tokens = await signIn(app, account);
  return { account, tokens, headers: bearer(tokens.access_token) };
}

/** Headers of a machine with these scopes, which no table knows. */
export async function machine(
  app: INestApplicationContext,
  ...scopes: string[]
): Promise<{ readonly authorization: string }> {
  const clientId = uuidV7();
  const grant = { subject: `client:${clientId}`, scopes, clientId, authenticatedAt: new Date() };
  return bearer((await app.get(AccessTokens).issue(grant)).token);
}
