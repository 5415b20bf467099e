import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The letters that a service wrote into that data folder, as people read them. */
export class LetterBox {
  private readonly folder: string;

  constructor(dataDir: string) {
    this.folder = join(dataDir, 'mail');
  }

  async names(): Promise<readonly string[]> {
    return (await readdir(this.folder).catch(() => [])).toSorted();
  }

  /** All letters, oldest first. */
  async texts(): Promise<readonly string[]> {
    const letters = (await this.names()).map((name) => ({ name, order: name.split('.')[1] ?? '' }));
    const sorted = letters.toSorted((a, b) => a.order.localeCompare(b.order));
    return Promise.all(sorted.map(async ({ name }) => readable(await readFile(join(this.folder, name), 'utf8'))));
  }

  empty(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

/** Quoted-printable and base64 bodies as plain text, after their headers. */
export function readable(mail: string): string {
  const text = mail.replaceAll('\r\n', '\n');
  const end = text.indexOf('\n\n');
  const [head, body] = [text.slice(0, end), text.slice(end + 2)];
  return `${head}\n\n${decoded(body, /^content-transfer-encoding: *(\S+)/im.exec(head)?.[1])}`;
}

function decoded(body: string, encoding = '7bit'): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString();
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replace(/=\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

export const tokenIn = (letter: string | undefined): string => /\?token=([\w-]+)/.exec(letter ?? '')?.[1] ?? '';

/** Until it holds; letters by SMTP arrive after the answer. */
export async function eventually<T>(probe: () => T | undefined): Promise<T> {
  for (let tries = 0; tries < 200; tries++) {
    const found = probe();
    if (found !== undefined) return found;
    await sleep(25);
  }
  throw new Error('It did not come');
}
