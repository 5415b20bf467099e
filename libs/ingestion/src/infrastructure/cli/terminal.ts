import type { Language } from '@hexagone/kernel';
import { once } from 'node:events';

/** French where the session's locale is French, else English. */
export function terminalLanguage(env: NodeJS.ProcessEnv = process.env): Language {
  const locale = env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG'] ?? '';
  return locale.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}

/** Results: lines on stdout. */
export const print = (...lines: readonly string[]): void => {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
};

export const printJson = (value: unknown): void => {
  print(JSON.stringify(value));
};

/** Results of any length: waits for a slow reader. */
export async function printAll(pieces: AsyncIterable<string>): Promise<void> {
  for await (const piece of pieces) {
    if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
  }
}
