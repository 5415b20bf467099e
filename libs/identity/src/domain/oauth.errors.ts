import { type Bilingual, DomainError, type Problem, problem } from '@hexagone/kernel';

/** The words of RFC 6749 §5.2. */
export type OAuthErrorWord =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'invalid_scope';

const PROBLEMS: Readonly<Record<OAuthErrorWord, Problem>> = {
  invalid_request: problem('identity.invalid-request', 'invalid', {
    en: 'Malformed request for a token',
    fr: 'Demande de jeton mal formée',
  }),
  invalid_client: problem('identity.invalid-client', 'unauthenticated', {
    en: 'Unknown client or wrong secret',
    fr: 'Client inconnu ou secret erroné',
  }),
  invalid_grant: problem('identity.invalid-grant', 'invalid', { en: 'Grant not valid', fr: 'Autorisation non valide' }),
  unauthorized_client: problem('identity.unauthorized-client', 'invalid', {
    en: 'Not open to this client',
    fr: 'Non ouvert à ce client',
  }),
  unsupported_grant_type: problem('identity.unsupported-grant-type', 'invalid', {
    en: 'Unknown type of grant',
    fr: "Type d'autorisation inconnu",
  }),
  invalid_scope: problem('identity.invalid-scope', 'invalid', {
    en: 'Scope not granted',
    fr: 'Portée non accordée',
  }),
};

/** A refusal as clients of OAuth expect it: with `error` and `error_description` beside what every problem says. */
export class OAuthError extends DomainError {
  constructor(
    readonly word: OAuthErrorWord,
    detail: Bilingual,
  ) {
    super(PROBLEMS[word], detail, { members: { error: word, error_description: detail.en } });
  }
}
