import type { Bilingual } from '@hexagone/kernel';
import type { Letter } from '../../application/mailer';

interface Text {
  readonly subject: Bilingual;
  readonly body: (values: Readonly<Record<string, string>>, at: string) => Bilingual;
}

const link = (at: string, path: string, token = ''): string => `${at}${path}?token=${encodeURIComponent(token)}`;

const TEXTS: Readonly<Record<Letter['kind'], Text>> = {
  'confirm-email': {
    subject: { en: 'Confirm your address', fr: 'Confirmez votre adresse' },
    body: ({ token }, at) => ({
      en: `Open this link within 24 hours and press the button, and the address is confirmed:\n\n${link(at, '/auth/confirm', token)}\n\nIf you have not asked for it, do nothing.`,
      fr: `Ouvrez ce lien dans les 24 heures et appuyez sur le bouton : l'adresse sera confirmée.\n\n${link(at, '/auth/confirm', token)}\n\nSi vous n'avez rien demandé, ne faites rien.`,
    }),
  },
  'reset-password': {
    subject: { en: 'Choose another password', fr: 'Choisissez un autre mot de passe' },
    body: ({ token }, at) => ({
      en: `This link lets you choose another password, once, within 30 minutes:\n\n${link(at, '/auth/password/new', token)}\n\nIf you have not asked for it, do nothing: the password stays as it is.`,
      fr: `Ce lien permet de choisir un autre mot de passe, une fois, dans les 30 minutes :\n\n${link(at, '/auth/password/new', token)}\n\nSi vous n'avez rien demandé, ne faites rien : le mot de passe ne change pas.`,
    }),
  },
  'email-in-use': {
    subject: { en: 'You have an account already', fr: 'Vous avez déjà un compte' },
    body: (_, at) => ({
      en: `Somebody has just tried to register at ${at} with this address, which has an account already. If it was you, sign in, or ask for another password.`,
      fr: `Quelqu'un vient de tenter de s'inscrire sur ${at} avec cette adresse, qui a déjà un compte. Si c'était vous, connectez-vous, ou demandez un autre mot de passe.`,
    }),
  },
  inactivity: {
    subject: { en: 'Your account will be erased', fr: 'Votre compte va être effacé' },
    body: ({ date = '' }, at) => ({
      en: `Your account at ${at} has not been used for a long time. It will be erased on ${date} unless you sign in before.`,
      fr: `Votre compte sur ${at} n'a pas servi depuis longtemps. Il sera effacé le ${date} si vous ne vous connectez pas avant.`,
    }),
  },
  'signed-in': {
    subject: { en: 'Somebody signed in', fr: 'Connexion à votre compte' },
    body: ({ at: instant = '' }, at) => ({
      en: `Somebody signed in to your account at ${at} on ${instant}. If it was not you, choose another password.`,
      fr: `Quelqu'un s'est connecté à votre compte sur ${at} le ${instant}. Si ce n'était pas vous, changez de mot de passe.`,
    }),
  },
};

const GREETING: Bilingual = { en: 'Hello,', fr: 'Bonjour,' };

/** What the letter says, in the language of its reader. `at`: where this service is reached. */
export function letterText({ kind, locale, values }: Letter, at: string): { subject: string; text: string } {
  const { subject, body } = TEXTS[kind];
  const text = `${GREETING[locale]}\n\n${body(values, at)[locale]}\n\n-- \nHexagone\n${at}\n`;
  return { subject: `Hexagone${locale === 'fr' ? '\u00a0:' : ':'} ${subject[locale]}`, text };
}
