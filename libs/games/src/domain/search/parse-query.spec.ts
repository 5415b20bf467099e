import { parseQuery } from './parse-query';

describe('a query', () => {
  it('has words, phrases and exclusions', () => {
    expect(parseQuery('  brume  "iron   salt" -sand -"old edition" haven ')).toEqual({
      text: 'brume iron salt haven',
      terms: ['brume', 'haven'],
      phrases: ['iron salt'],
      exclusions: ['sand', 'old edition'],
    });
  });

  it('keeps a minus inside of a word', () => {
    expect(parseQuery('half-life 2')).toMatchObject({ terms: ['half-life', '2'], exclusions: [] });
  });

  it('takes all kinds of quotes, and leaves out one without its end', () => {
    expect(parseQuery('«iron salt» “far ridge”').phrases).toEqual(['iron salt', 'far ridge']);
    expect(parseQuery('iron "salt')).toMatchObject({ terms: ['iron', 'salt'], phrases: [] });
    expect(parseQuery('"a b" c"d')).toMatchObject({ terms: ['c', 'd'], phrases: ['a b'] });
  });

  it.each(['', '!!!', '""', '- -', '"-"', '-"!"'])('%p asks for nothing', (q) => {
    expect(parseQuery(q)).toEqual({ text: '', terms: [], phrases: [], exclusions: [] });
  });

  it('is composed, whatever way accents are written', () => {
    expect(parseQuery('e\u0301pe\u0301e').terms).toEqual(['épée']);
  });
});
