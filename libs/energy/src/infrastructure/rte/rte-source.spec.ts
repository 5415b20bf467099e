import { rteSource } from './rte-source';

const BASE = 'HEXAGONE_ECO2MIX_BASE_URL';
const AREAS = 'HEXAGONE_ECO2MIX_AREAS';

describe('where RTE’s files are', () => {
  it('is RTE itself, for the country, unless an operator says otherwise', () => {
    const { areas, ...rest } = rteSource({ [BASE]: ' ' });
    expect(rest).toEqual({ baseUrl: 'https://eco2mix.rte-france.com/download/eco2mix/', trusted: false });
    expect(areas.map(({ code }) => code)).toEqual(['FR']);
  });

  it('may be a mirror, for several areas', () => {
    const { areas, ...rest } = rteSource({ [BASE]: 'http://127.0.0.1:9/rte', [AREAS]: 'FR, 53,fr-idf,FR-BRE' });
    expect(rest).toEqual({ baseUrl: 'http://127.0.0.1:9/rte/', trusted: true });
    expect(areas.map(({ code }) => code)).toEqual(['FR', 'FR-BRE', 'FR-IDF']);
  });

  it('is refused with every fault named', () => {
    const read = (): unknown => rteSource({ [BASE]: 'file:///tmp', [AREAS]: 'FR-BRA,XX' });
    expect(read).toThrow(/BASE_URL must be.*\n.*"FR-BRA". Did you mean FR-BRE\?\n.*"XX"/);
  });
});
