import { DomainError, problem } from '@hexagone/kernel';
import { HttpRefusal } from '@hexagone/platform';
import { OAuthError } from '../../domain/oauth.errors';
import { asOAuth, credentialsOf } from './oauth-form';

const encoded = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

const shown = (authorization: string | undefined, body?: object): unknown => {
  try {
    return credentialsOf({ headers: { ...(authorization !== undefined && { authorization }) }, body });
  } catch (error) {
    return (error as OAuthError).word;
  }
};

describe('the credentials of a client', () => {
  it.each([
    ['in the header', encoded('id:secret'), undefined, { id: 'id', secret: 'secret' }],
    ['encoded as in forms', encoded('a%3Ab:s%20+%2B%C3%A9'), {}, { id: 'a:b', secret: 's  +é' }],
    ['with a colon in the secret', encoded('id:a:b'), {}, { id: 'id', secret: 'a:b' }],
    ['with an empty secret', encoded('id:'), {}, { id: 'id', secret: '' }],
    ['in any case of the scheme', encoded('id:s').replace('Basic', 'bASIC'), {}, { id: 'id', secret: 's' }],
    ['in the form', undefined, { client_id: 'id', client_secret: 's' }, { id: 'id', secret: 's' }],
    ['in the form, beside a token', 'Bearer x', { client_id: 'id', client_secret: 's' }, { id: 'id', secret: 's' }],
    ['in the header, the id in both', encoded('id:s'), { client_id: 'id' }, { id: 'id', secret: 's' }],
    ['nowhere', undefined, { client_id: 'id' }, null],
    ['nowhere at all', undefined, undefined, null],
    ['in both', encoded('id:s'), { client_secret: 's' }, 'invalid_request'],
    ['of two clients', encoded('id:s'), { client_id: 'other' }, 'invalid_request'],
    ['without an id', undefined, { client_secret: 's' }, 'invalid_request'],
    ['without a colon', encoded('id'), {}, 'invalid_client'],
    ['without an id before the colon', encoded(':s'), {}, 'invalid_client'],
    ['with a percent sign that begins nothing', encoded('id:%zz'), {}, 'invalid_client'],
    ['that are no base64', 'Basic !!!', {}, 'invalid_client'],
    ['that are not there', 'Basic', {}, 'invalid_client'],
    ['of absurd length', `Basic ${'A'.repeat(5_000)}`, {}, 'invalid_client'],
  ])('%s', (_, authorization, body, expected) => {
    expect(shown(authorization, body)).toEqual(expected);
  });
});

describe('a refusal', () => {
  const detail = { en: 'en', fr: 'fr' };

  it('of a client says how to show a secret', () => {
    const refusal = asOAuth(new OAuthError('invalid_client', detail)) as HttpRefusal;
    expect(refusal).toBeInstanceOf(HttpRefusal);
    expect(refusal.headers).toEqual({ 'www-authenticate': 'Basic realm="hexagone"' });
    expect(refusal.extras.members).toEqual({ error: 'invalid_client', error_description: 'en' });
  });

  it('of a refresh token is in the words of RFC 6749', () => {
    const declared = problem('identity.invalid-refresh-token', 'unauthenticated', detail);
    expect(asOAuth(new DomainError(declared, detail))).toMatchObject({ word: 'invalid_grant', kind: 'invalid' });
  });

  it('that is another one stays what it is', () => {
    for (const other of [new Error('x'), new OAuthError('invalid_scope', detail)]) expect(asOAuth(other)).toBe(other);
  });
});
