import { PassThrough, Readable } from 'node:stream';
import { askPassword, type Terminal } from './password-prompt';

/** A terminal at which somebody types these lines. */
function terminal(...lines: string[]): Terminal & { shown(): string } {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const output = new PassThrough();
  let shown = '';
  output.on('data', (chunk: Buffer) => {
    shown += chunk.toString();
    const line = shown.endsWith(': ') ? lines.shift() : undefined;
    if (line !== undefined) setImmediate(() => input.write(`${line}\r`));
  });
  return { input, output, shown: () => shown };
}

const piped = (text: string): Terminal => ({ input: Readable.from([text]), output: new PassThrough() });

describe('the password of the one at the terminal', () => {
  const language = process.env['LC_ALL'];
  beforeAll(() => {
    process.env['LC_ALL'] = 'C';
  });
  afterAll(() => {
    if (language === undefined) delete process.env['LC_ALL'];
    else process.env['LC_ALL'] = language;
  });

  it('is asked twice, and nothing of it is shown', async () => {
    const asked = terminal('quatre-chevaux-bleus', 'quatre-chevaux-bleus');
    expect(await askPassword(false, asked)).toBe('quatre-chevaux-bleus');
    expect(asked.shown()).toBe('Password: \nAgain: \n');
  });

  it('is none when the two differ', async () => {
    await expect(askPassword(false, terminal('quatre-chevaux-bleus', 'quatre-chevaux'))).rejects.toMatchObject({
      code: 'identity.passwords-differ',
    });
  });

  it('is none when the one at the terminal leaves', async () => {
    const asked = terminal();
    (asked.input as PassThrough).write('\u0004');
    await expect(askPassword(false, asked)).rejects.toMatchObject({ code: 'identity.password-unasked' });
  });

  it('is not asked where nobody sits', async () => {
    await expect(askPassword(false, piped('quatre-chevaux-bleus'))).rejects.toMatchObject({
      code: 'identity.password-unasked',
    });
  });

  it.each([
    ['a b c d', 'a b c d'],
    ['  kept as it is \n', '  kept as it is '],
    ['chevaux\r\n', 'chevaux'],
    ['two\nlines\n', 'two\nlines'],
    ['', ''],
  ])('is read from stdin, %j, less the end of its line', async (given, expected) => {
    expect(await askPassword(true, piped(given))).toBe(expected);
  });
});
