import { DomainError } from '@hexagone/kernel';
import { REALM } from '../problem-document';
import { HttpRefusal, NOT_A_PERSON, RESTRICTED, SCOPE_MISSING, TOKEN_REQUIRED } from '../problems';

export const tokenNeeded = (): HttpRefusal =>
  new HttpRefusal(
    TOKEN_REQUIRED,
    { en: 'A bearer token is needed here.', fr: 'Un jeton (Bearer) est nécessaire ici.' },
    { 'www-authenticate': REALM },
  );

export const tokenRefused = (): HttpRefusal =>
  new HttpRefusal(
    TOKEN_REQUIRED,
    { en: 'The token is not valid.', fr: "Le jeton n'est pas valide." },
    { 'www-authenticate': `${REALM}, error="invalid_token"` },
  );

export function scopesMissing(missing: readonly string[], needed: readonly string[]): HttpRefusal {
  const list = missing.join(' ');
  return new HttpRefusal(
    SCOPE_MISSING,
    { en: `The token lacks the scope ${list}.`, fr: `Le jeton n'a pas la portée ${list}.` },
    { 'www-authenticate': `${REALM}, error="insufficient_scope", scope="${needed.join(' ')}"` },
  );
}

export const notAPerson = (): DomainError =>
  new DomainError(NOT_A_PERSON, {
    en: 'This is about the person who signed in; the token is of a program.',
    fr: "Ceci concerne la personne qui s'est connectée ; le jeton est celui d'un programme.",
  });

export const isRestricted = (): DomainError =>
  new DomainError(RESTRICTED, {
    en: 'You restricted the processing of your data: only /me can be used. PUT /me/restriction lifts it.',
    fr: 'Vous avez limité le traitement de vos données : seul /me est utilisable. PUT /me/restriction lève la limitation.',
  });
