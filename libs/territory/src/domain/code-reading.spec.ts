import { type CodeKind, readCode, readFilterCode } from './code-reading';
import { CodeMalformed, CorsicaWasSplit } from './territory.errors';

describe('reading of a code', () => {
  it.each<[CodeKind, string, string]>([
    ['commune', '01001', '01001'],
    ['commune', '1001', '01001'],
    ['commune', ' 2a004 ', '2A004'],
    ['departement', '1', '01'],
    ['departement', '2b', '2B'],
    ['departement', '974', '974'],
    ['departement', '20', '20'],
    ['region', '1', '01'],
    ['region', '975', '975'],
    ['epci', '243500139', '243500139'],
    ['siren', '210100012', '210100012'],
  ])('%s %p is %s', (kind, text, code) => {
    expect(readCode(kind, text)).toBe(code);
  });

  it.each<[CodeKind, string]>([
    ['commune', 'abc'],
    ['commune', '101'],
    ['commune', '010011'],
    ['commune', '2C004'],
    ['departement', '2C'],
    ['departement', '9999'],
    ['region', 'IDF'],
    ['epci', '24350013'],
    ['siren', ''],
  ])('%s %p is malformed, and the parameter is named', (kind, text) => {
    expect(() => readCode(kind, text, 'asked')).toThrow(CodeMalformed);
    expect(() => readCode(kind, text, 'asked')).toThrow(
      expect.objectContaining({ extras: { faults: [expect.objectContaining({ parameter: 'asked' })] } }) as Error,
    );
  });

  it('knows that Corsica was split, where a département filters', () => {
    expect(() => readFilterCode('departement', '20', 'codeDepartement')).toThrow(CorsicaWasSplit);
    expect(readFilterCode('departement', '2a', 'codeDepartement')).toBe('2A');
    expect(readFilterCode('region', '20', 'codeRegion')).toBe('20');
  });
});
