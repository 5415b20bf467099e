import type { Settings } from '@hexagone/platform';
import type { SendMailOptions } from 'nodemailer';
import type { Letter } from '../../application/mailer';
import { letterText } from './letter-texts';

export type MailSettings = Pick<Settings, 'mailFrom' | 'publicUrl' | 'dataDir' | 'mailUrl'>;

/** A letter as nodemailer takes it. An address is an object: no part of it is read as another address. */
export const composed = (letter: Letter, { mailFrom, publicUrl }: MailSettings): SendMailOptions => ({
  from: mailFrom,
  to: { name: '', address: letter.to },
  ...letterText(letter, publicUrl),
  headers: { 'Auto-Submitted': 'auto-generated' },
  disableFileAccess: true,
  disableUrlAccess: true,
});
