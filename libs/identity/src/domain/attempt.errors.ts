import { DomainError, problem } from '@hexagone/kernel';

const TOO_MANY_ATTEMPTS = problem('identity.too-many-attempts', 'too-many', {
  en: 'Too many wrong attempts',
  fr: 'Trop de tentatives erronées',
});

export const tooManyAttempts = (retryAfterSeconds: number): DomainError =>
  new DomainError(
    TOO_MANY_ATTEMPTS,
    {
      en: `Wait ${retryAfterSeconds} seconds before the next attempt.`,
      fr: `Attendez ${retryAfterSeconds} secondes avant la prochaine tentative.`,
    },
    { retryAfterSeconds },
  );
