import { DomainError, problem } from '@hexagone/kernel';

const INVALID_REFRESH_TOKEN = problem('identity.invalid-refresh-token', 'unauthenticated', {
  en: 'The refresh token is not valid',
  fr: "Le jeton de rafraîchissement n'est pas valide",
});

const ACCOUNT_CHANGED = problem('identity.account-changed', 'conflict', {
  en: 'The account has changed meanwhile',
  fr: 'Le compte a changé entre-temps',
});

const UNKNOWN_KEY = problem('identity.key-not-found', 'not-found', {
  en: 'No such signing key',
  fr: 'Clé de signature inconnue',
});

const KEY_SEALED = problem('identity.key-sealed', 'unavailable', {
  en: 'The signing key cannot be opened',
  fr: 'La clé de signature ne peut pas être ouverte',
});

export const invalidRefreshToken = (): DomainError =>
  new DomainError(INVALID_REFRESH_TOKEN, {
    en: 'This refresh token is unknown, used, expired or ended: sign in again.',
    fr: 'Ce jeton de rafraîchissement est inconnu, déjà utilisé, expiré ou terminé : connectez-vous à nouveau.',
  });

export const accountChanged = (): DomainError =>
  new DomainError(ACCOUNT_CHANGED, {
    en: 'The account was changed while it signed in: try again.',
    fr: 'Le compte a été modifié pendant la connexion : réessayez.',
  });

export const unknownKey = (kid: string): DomainError =>
  new DomainError(UNKNOWN_KEY, { en: `No signing key is called ${kid}.`, fr: `Aucune clé ne s'appelle ${kid}.` });

export const keySealed = (kid: string): DomainError =>
  new DomainError(KEY_SEALED, {
    en: `Key ${kid} was sealed with another HEXAGONE_SECRET, or altered: set the former secret again, or make a new key with hexagone keys rotate --now.`,
    fr: `La clé ${kid} a été scellée avec un autre HEXAGONE_SECRET, ou altérée : remettez l'ancien secret, ou créez une clé avec hexagone keys rotate --now.`,
  });
