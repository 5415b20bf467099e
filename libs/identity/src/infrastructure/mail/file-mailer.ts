import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isUuid, uuidV7 } from '@hexagone/kernel';
import { Logger } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { type Letter, Mailer } from '../../application/mailer';
import { composed, type MailSettings } from './composed';

/** Letters as files of the data folder, for who runs the service to hand over; the account leads each name. */
export class FileMailer extends Mailer {
  readonly delivers = false;
  private readonly log = new Logger('mail');
  private readonly composer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  private readonly folder: string;

  constructor(private readonly settings: MailSettings) {
    super();
    this.folder = join(settings.dataDir, 'mail');
  }

  async send(letter: Letter): Promise<void> {
    try {
      const { message } = await this.composer.sendMail(composed(letter, this.settings));
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      const name = `${letter.account}.${uuidV7()}.${letter.kind}.eml`;
      await writeFile(join(this.folder, name), message as Buffer, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      this.log.error(`A letter (${letter.kind}) was not written: ${(error as { code?: string }).code ?? 'unknown'}`);
    }
  }

  async deliver(letter: Letter): Promise<boolean> {
    await this.send(letter);
    return false;
  }

  async forget(account: string): Promise<number> {
    if (!isUuid(account)) return 0;
    return this.remove((name) => name.startsWith(`${account}.`));
  }

  discard(before: Date, rehearsal: boolean): Promise<number> {
    return this.remove(async (name) => (await stat(join(this.folder, name))).mtime < before, rehearsal);
  }

  /** How many. What another process removed meanwhile is gone all the same. */
  private async remove(which: (name: string) => boolean | Promise<boolean>, rehearsal = false): Promise<number> {
    const names = (await readdir(this.folder).catch(() => [])).filter((name) => name.endsWith('.eml'));
    const chosen = await Promise.all(names.map((name) => Promise.resolve(which(name)).catch(() => false)));
    const removed = names.filter((_, i) => chosen[i]);
    if (rehearsal) return removed.length;
    await Promise.all(removed.map((name) => rm(join(this.folder, name), { force: true })));
    return removed.length;
  }
}
