import { type CliCommand, programOf } from '@hexagone/platform';

export interface Said {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  readonly error?: unknown;
}

/** Runs one command line with that command, and hears what it says; the locale is C. */
export async function said(command: CliCommand, ...words: string[]): Promise<Said> {
  const heard = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    jest.spyOn(process[stream], 'write').mockImplementation((text) => {
      heard[stream] += String(text);
      return true;
    }),
  );
  const locale = process.env['LC_ALL'];
  process.env['LC_ALL'] = 'C';
  process.exitCode = 0;
  try {
    await programOf([command], '0').parseAsync(words, { from: 'user' });
    return { ...heard, exitCode: process.exitCode };
  } catch (error) {
    return { ...heard, exitCode: process.exitCode, error };
  } finally {
    for (const spy of spies) spy.mockRestore();
    process.exitCode = 0;
    if (locale === undefined) delete process.env['LC_ALL'];
    else process.env['LC_ALL'] = locale;
  }
}
