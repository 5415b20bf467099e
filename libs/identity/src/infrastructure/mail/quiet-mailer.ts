import { Mailer } from '../../application/mailer';

export class QuietMailer extends Mailer {
  readonly delivers = false;

  send(): Promise<void> {
    return Promise.resolve();
  }

  forget(): Promise<number> {
    return Promise.resolve(0);
  }
}
