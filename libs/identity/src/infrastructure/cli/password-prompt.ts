import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type Bilingual, DomainError, problem } from '@hexagone/kernel';
import { interruption, terminalLanguage } from '@hexagone/platform';

const PASSWORD_UNASKED = problem('identity.password-unasked', 'invalid', {
  en: 'No password',
  fr: 'Pas de mot de passe',
});
const PASSWORDS_DIFFER = problem('identity.passwords-differ', 'invalid', {
  en: 'Not the same password',
  fr: 'Mots de passe différents',
});

const ONCE: Bilingual = { en: 'Password: ', fr: 'Mot de passe : ' };
const AGAIN: Bilingual = { en: 'Again: ', fr: 'Encore une fois : ' };

/** Where questions are asked and answered. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

const silence = (): Writable =>
  new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });

/**
 * The password that the one at the terminal gives; never as an argument, which other users of the machine see. Reads all
 * of stdin, less the end of its last line; or asks twice, and shows nothing of what is typed.
 */
export async function askPassword(
  fromStdin = false,
  { input, output }: Terminal = { input: process.stdin, output: process.stderr },
): Promise<string> {
  if (fromStdin) return (await text(input)).replace(/\r?\n$/, '');
  if (!input.isTTY) throw unasked();
  const [once, again] = await typed({ input, output }, [ONCE, AGAIN]);
  if (once === undefined || once !== again) throw differ();
  return once;
}

async function typed({ input, output }: Terminal, questions: readonly Bilingual[]): Promise<readonly string[]> {
  const lines = createInterface({ input, output: silence(), terminal: true });
  // In this mode the terminal sends letters only: that one of them stops the program is for us to say.
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const left = new Promise<never>((_, reject) => {
    lines.once('close', () => {
      reject(unasked());
    });
  });
  const answers: string[] = [];
  try {
    for (const question of questions) {
      output.write(question[terminalLanguage()]);
      answers.push(await Promise.race([lines.question('', { signal: interruption }), left]));
      output.write('\n');
    }
  } finally {
    lines.close();
  }
  return answers;
}

const unasked = (): DomainError =>
  new DomainError(PASSWORD_UNASKED, {
    en: 'there is no terminal to ask it on: pipe it in, with --password-stdin',
    fr: "pas de terminal où le demander : envoyez-le sur l'entrée standard, avec --password-stdin",
  });

const differ = (): DomainError =>
  new DomainError(PASSWORDS_DIFFER, {
    en: 'both times the same password is needed; nothing was done',
    fr: 'il faut deux fois le même mot de passe ; rien n’a été fait',
  });
