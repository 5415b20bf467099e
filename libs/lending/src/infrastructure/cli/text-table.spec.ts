import { textTable } from './text-table';

describe('a table of Markdown', () => {
  it('has columns as wide as their widest cell, and numbers to the right', () => {
    expect(
      textTable([
        ['name', 'n'],
        ['a', '10'],
        ['abcdef', '-2.5'],
      ]),
    ).toEqual(['| name   |    n |', '| ------ | ---: |', '| a      |   10 |', '| abcdef | -2.5 |']);
  });

  it('shows what stands in a file, and lets it do nothing', () => {
    const [, , line] = textTable([['name'], ['a|b\u001B[31m\n  c']]);
    expect(line).toBe('| a\\|b [31m\u00A0\u00A0 c |');
  });
});
