import type { Letter } from '../../application/mailer';
import { letterText } from './letter-texts';

const AT = 'https://hexagone.example';
const text = (kind: Letter['kind'], locale: Letter['locale'], values: Letter['values']): string => {
  const letter = { account: '', to: '', kind, locale, values };
  const { subject, text: body } = letterText(letter, AT);
  return `${subject}\n${body}`;
};

describe('a letter', () => {
  it.each([
    ['confirm-email', 'en', { token: 'a-b_c' }, ['Hexagone: Confirm', 'Hello,', `\n${AT}/auth/confirm?token=a-b_c\n`]],
    [
      'confirm-email',
      'fr',
      { token: 'a-b_c' },
      ['Hexagone\u00a0: Confirmez', 'Bonjour,', `\n${AT}/auth/confirm?token=a-b_c\n`],
    ],
    ['reset-password', 'en', { token: 'x' }, ['30 minutes', `\n${AT}/auth/password/new?token=x\n`]],
    ['reset-password', 'fr', { token: 'x' }, ['30 minutes', `\n${AT}/auth/password/new?token=x\n`]],
    ['email-in-use', 'en', {}, ['an account already', AT]],
    ['email-in-use', 'fr', {}, ['déjà un compte', AT]],
    ['inactivity', 'en', { date: '2027-01-31' }, ['erased on 2027-01-31', AT]],
    ['inactivity', 'fr', { date: '2027-01-31' }, ['effacé le 2027-01-31', AT]],
    ['signed-in', 'en', { at: '2026-11-21T10:00:00.000Z' }, ['on 2026-11-21T10:00:00.000Z', AT]],
    ['signed-in', 'fr', { at: '2026-11-21T10:00:00.000Z' }, ['le 2026-11-21T10:00:00.000Z', AT]],
  ] as const)('of kind %s in %s holds what it is about', (kind, locale, values, parts) => {
    for (const part of parts) expect(text(kind, locale, values)).toContain(part);
  });
});
