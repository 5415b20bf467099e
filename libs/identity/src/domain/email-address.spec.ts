import { readEmail } from './email-address';

const fold = (given: string): string | undefined => readEmail(given)?.fold;

describe('an e-mail address', () => {
  it.each([
    ['Claire.Martin@Example.ORG', 'claire.martin@example.org'],
    ['  a@b.fr\t', 'a@b.fr'],
    ['ａ@ｂ.fr', 'a@b.fr'],
    ['Élodie@École.fr', 'élodie@xn--cole-9oa.fr'],
    ['e\u0301lodie@e\u0301cole.fr', 'élodie@xn--cole-9oa.fr'],
    ['a@xn--cole-9oa.fr', 'a@xn--cole-9oa.fr'],
    ['STRASSE@b.fr', 'strasse@b.fr'],
    ['İ@b.fr', 'i̇@b.fr'],
    ['a+b_c/d=e@localhost', 'a+b_c/d=e@localhost'],
    [`${'a'.repeat(64)}@b.fr`, `${'a'.repeat(64)}@b.fr`],
  ])('%j is compared as %j', (given, expected) => {
    expect(fold(given)).toBe(expected);
  });

  it('is kept as it was written, without blanks around it', () => {
    expect(readEmail(' Claire@École.fr ')?.text).toBe('Claire@École.fr');
  });

  it.each([
    ...['', '@', 'a@', '@b.fr', 'a', 'a b@c.fr', 'a@b c.fr', 'a@@b.fr', 'a@b@c.fr', '.a@b.fr', 'a.@b.fr', 'a..b@c.fr'],
    ...['a\nfake@b.fr', 'a\u001b[31m@b.fr', 'a@b.fr\u0000x', 'a@b\n.fr', 'a\u202e@b.fr', 'a\u200b@b.fr', '"a"@b.fr'],
    ...[
      'a@b..fr',
      'a@.fr',
      'a@b.fr.',
      'a@-b.fr',
      'a@b-.fr',
      'a@127.0.0.1',
      'a@0x7f.1',
      'a@b.7',
      'a@[::1]',
      'a@b.fr:80',
    ],
    ...['a\ufe0f@b.fr', 'a\u034f@b.fr', '\u3164a@b.fr', 'a\u115f@b.fr', 'a\u{e0100}@b.fr'],
    ...['a@b.fr/c', 'a@b.fr?c', 'a@b.fr#c', 'a@b%2e.fr', 'a,b@c.fr', 'A <a@b.fr>', 'a@b_c.fr', 'a@xn--a.fr'],
    `${'a'.repeat(65)}@b.fr`,
    `a@${'b'.repeat(64)}.fr`,
    `a@${'b.'.repeat(130)}fr`,
    `a@${'é'.repeat(60)}.${'é'.repeat(60)}.${'é'.repeat(60)}.${'é'.repeat(60)}.fr`,
    `a@${'ﷺ'.repeat(60)}.fr`,
  ])('%j is none', (given) => {
    expect(readEmail(given)).toBeNull();
  });
});
