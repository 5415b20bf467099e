import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { type Letter, Mailer } from '../../application/mailer';
import { composed, type MailSettings } from './composed';
import { FileMailer } from './file-mailer';

/** Letters that wait; beyond, the server has been away for long. */
const MOST_WAITING = 1_000;
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/** Letters by SMTP, one after the other; nobody waits for the server, and what it refuses is lost, and logged. */
export class SmtpMailer extends Mailer implements OnApplicationShutdown {
  readonly delivers = true;
  private readonly log = new Logger('mail');
  private readonly waiting: Letter[] = [];
  private readonly transport;
  private sending: Promise<void> | undefined;

  constructor(private readonly settings: MailSettings) {
    super();
    this.transport = createTransport({ url: settings.mailUrl ?? '', ...PATIENCE });
  }

  send(letter: Letter): Promise<void> {
    if (this.waiting.length < MOST_WAITING) this.waiting.push(letter);
    else this.log.error(`A letter (${letter.kind}) was dropped: too many wait`);
    this.sending ??= this.sendAll().finally(() => (this.sending = undefined));
    return Promise.resolve();
  }

  deliver(letter: Letter): Promise<boolean> {
    return this.sendOne(letter);
  }

  /** What was written as a file, before there was a server, goes too. */
  async forget(account: string): Promise<number> {
    const kept = this.waiting.filter((letter) => letter.account !== account);
    const removed = this.waiting.length - kept.length;
    this.waiting.splice(0, Infinity, ...kept);
    return removed + (await new FileMailer(this.settings).forget(account));
  }

  /** Those that wait are younger than any term. */
  discard(before: Date, rehearsal: boolean): Promise<number> {
    return new FileMailer(this.settings).discard(before, rehearsal);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.sending;
  }

  private async sendAll(): Promise<void> {
    for (let letter = this.waiting.shift(); letter; letter = this.waiting.shift()) await this.sendOne(letter);
  }

  /** The words of a server hold the address: its codes alone are logged. */
  private async sendOne(letter: Letter): Promise<boolean> {
    try {
      await this.transport.sendMail(composed(letter, this.settings));
      return true;
    } catch (error) {
      const { code, responseCode } = error as { code?: string; responseCode?: number };
      this.log.error(`A letter (${letter.kind}) was not sent: ${code ?? 'unknown'} ${responseCode ?? ''}`.trimEnd());
      return false;
    }
  }
}
