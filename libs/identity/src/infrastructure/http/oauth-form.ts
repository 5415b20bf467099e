import { DomainError } from '@hexagone/kernel';
import { HttpRefusal } from '@hexagone/platform';
import type { FastifyRequest } from 'fastify';
import type { ClientCredentials } from '../../application/oauth/authenticate-client';
import { OAuthError } from '../../domain/oauth.errors';

/** The parameters of a request; what has no value is not there, what nobody knows is ignored (RFC 6749 §3.2). */
export type Form = Readonly<Record<string, string>>;

export const formOf = ({ body }: Pick<FastifyRequest, 'body'>): Form => (body ?? {}) as Form;

export function needed(form: Form, name: string): string {
  const value = form[name];
  if (value !== undefined) return value;
  throw new OAuthError('invalid_request', { en: `${name} is required.`, fr: `${name} est requis.` });
}

const BASIC = /^Basic +([\w+/-]{1,4000}=*) *$/i;

/** Both parts are form-encoded within the header (RFC 6749 §2.3.1). */
function basicCredentials(authorization: string): ClientCredentials {
  const text = Buffer.from(BASIC.exec(authorization)?.[1] ?? '', 'base64').toString();
  const colon = text.indexOf(':');
  try {
    if (colon > 0) return { id: formDecoded(text.slice(0, colon)), secret: formDecoded(text.slice(colon + 1)) };
  } catch {
    // A percent sign that begins nothing: no credentials either.
  }
  throw new OAuthError('invalid_client', {
    en: 'The Authorization header holds no id and secret of a client.',
    fr: "L'en-tête Authorization ne contient pas l'identifiant et le secret d'un client.",
  });
}

const formDecoded = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));

/** The id and secret that a request shows, in the one or the other way; null: none. */
export function credentialsOf(request: Pick<FastifyRequest, 'headers' | 'body'>): ClientCredentials | null {
  const form = formOf(request);
  const { client_id: id, client_secret: secret } = form;
  const { authorization } = request.headers;
  if (authorization === undefined || !/^Basic\b/i.test(authorization)) {
    if (secret === undefined) return null;
    return { id: needed(form, 'client_id'), secret };
  }
  const given = basicCredentials(authorization);
  if (secret === undefined && (id === undefined || id === given.id)) return given;
  throw new OAuthError('invalid_request', {
    en: 'Show the secret in the header or in the form, not in both.',
    fr: "Donnez le secret dans l'en-tête ou dans le formulaire, pas dans les deux.",
  });
}

/** What was refused, in the words and with the headers that clients of OAuth expect. */
export function asOAuth(error: unknown): unknown {
  if (!(error instanceof DomainError)) return error;
  if (error.code === 'identity.invalid-refresh-token') return new OAuthError('invalid_grant', error.detail);
  if (!(error instanceof OAuthError) || error.word !== 'invalid_client') return error;
  return new HttpRefusal(error.problem, error.detail, { 'www-authenticate': 'Basic realm="hexagone"' }, error.extras);
}
