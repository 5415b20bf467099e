import { invalidDisplayName, readDisplayName } from './display-name';

describe('a display name', () => {
  it.each([
    ['  Claire Martin ', 'Claire Martin'],
    ['E\u0301lodie', 'Élodie'],
    ["Aoife O'Brien-Łuczak 李", "Aoife O'Brien-Łuczak 李"],
    ['x'.repeat(100), 'x'.repeat(100)],
  ])('%j is kept as %j', (given, kept) => {
    expect(readDisplayName(given)).toBe(kept);
  });

  it.each(['', '   ', 'x'.repeat(101), 'a\nb', 'a\u001b[31mb', 'a\u202eb', 'a\u2028b', '\u0000'])(
    '%j is none',
    (given) => {
      expect(readDisplayName(given)).toBeNull();
    },
  );

  it('is refused where it stands', () => {
    expect(invalidDisplayName()).toMatchObject({ pointer: '/display_name', code: 'not-a-name' });
  });
});
