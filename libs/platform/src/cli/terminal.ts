import type { Language } from '@hexagone/kernel';
import { once } from 'node:events';

/** French where the session's locale is French, else English. */
export function terminalLanguage(env: Readonly<Record<string, string | undefined>> = process.env): Language {
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '');
  return locale?.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}

/** Results: lines on stdout. */
export const print = (...lines: readonly string[]): void => {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
};

export const printJson = (value: unknown): void => {
  print(JSON.stringify(value));
};

/** Talk: one line on stderr. */
export const tell = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** Results of any length: waits for a slow reader. */
export async function printAll(pieces: AsyncIterable<string>): Promise<void> {
  for await (const piece of pieces) {
    if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
  }
}
