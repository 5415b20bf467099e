import { FROM, fragmentsOf, UNTIL } from './fragments';

const mark = (text: string): string => text.replaceAll('[', FROM).replaceAll(']', UNTIL);
const far = ' and so on'.repeat(20);

describe('fragments of a text', () => {
  it('are none where nothing is found', () => {
    expect(fragmentsOf('nothing')).toEqual([]);
    expect(fragmentsOf('')).toEqual([]);
  });

  it('are a short text as a whole, as HTML', () => {
    expect(fragmentsOf(mark('[Race] "fast" cars & win <all> [races]'))).toEqual([
      '<em>Race</em> &quot;fast&quot; cars &amp; win &lt;all&gt; <em>races</em>',
    ]);
  });

  it('are at most two places of a long one, cut between words', () => {
    const [first, second, ...more] = fragmentsOf(mark(`${far} [one]${far} [two]${far} [three]${far}`));
    expect(more).toEqual([]);
    expect(first).toMatch(/^(?:and|so|on) .* <em>one<\/em> .* (?:and|so|on)$/);
    expect(second).toContain('<em>two</em>');
    expect(first?.length).toBeLessThan(200);
  });

  it('keep a found word whole, however long', () => {
    expect(fragmentsOf(mark(`a [${'x'.repeat(200)}] b`))).toEqual([`a <em>${'x'.repeat(200)}</em>`]);
    const [cut] = fragmentsOf(mark(`[one] ${'y'.repeat(60)} [two ${'z'.repeat(40)}${far}]${far}`));
    expect(cut).toBe(`<em>one</em> ${'y'.repeat(60)} <em>two ${'z'.repeat(40)}</em>`);
  });
});
