import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, STANDARD_REJECTS, STANDARD_SKIPS } from './reject-messages';

const places = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
const standard = Object.entries({ ...STANDARD_REJECTS, ...STANDARD_SKIPS });

/** Every code that the spine's own sources give to a fault of a record. */
function usedCodes(): Set<string> {
  const folder = join(__dirname, '..');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /^(application|infrastructure.decode)/.test(file) && file.endsWith('.ts') && !file.endsWith('.spec.ts'),
  );
  const texts = sources.map((file) => readFileSync(join(folder, file), 'utf8'));
  return new Set(
    texts.flatMap((text) => [...text.matchAll(/code: '([a-z]+(?:_[a-z]+)+)'/g)].map(([, code = '']) => code)),
  );
}

describe('messages of rejects', () => {
  it.each(standard)('%s is a snake_case code, said in both languages with the same places', (code, message) => {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(Object.keys(message).sort()).toEqual(['en', 'fr']);
    expect(message.fr).not.toBe(message.en);
    expect(places(message.fr)).toEqual(places(message.en));
  });

  it('explain every code that the spine uses', () => {
    const used = usedCodes();
    expect(used.size).toBeGreaterThan(3);
    expect(Object.keys(STANDARD_REJECTS)).toEqual(expect.arrayContaining([...used]));
  });

  it('fill their places', () => {
    expect(messageOf('column_count', { expected: 3, found: 2 })).toEqual({
      en: 'The record has 2 cells where 3 are expected.',
      fr: 'L’enregistrement compte 2 cellules au lieu de 3.',
    });
  });

  it('leave a place open whose param is missing', () => {
    expect(messageOf('conflicting_duplicate').en).toContain('{kept_line}');
  });

  it('are those of the dataset first', () => {
    const own = { footer: { en: 'Legal notice', fr: 'Mentions légales' } };
    expect(messageOf('footer', {}, own)).toEqual(own.footer);
    expect(messageOf('erased', {}, own)).toEqual(STANDARD_SKIPS['erased']);
  });

  it.each(['unheard_of', 'constructor', '__proto__'])('fall back on the code: %s', (code) => {
    expect(messageOf(code)).toEqual({ en: code, fr: code });
  });
});
