import { labelOfNature, natureOfLabel } from './nature-label';

describe('the nature that a file says', () => {
  it.each([
    ['Données temps réel', 'real_time', false],
    ['Données consolidées', 'consolidated', false],
    ['DONNEES DEFINITIVES', 'definitive', false],
    ['Données définitives (synthétiques)', 'definitive', true],
  ])('%s', (label, nature, synthetic) => {
    expect(natureOfLabel(label)).toEqual({ nature, synthetic });
  });

  it.each(['', 'Données', 'définitives (synthétiques)'])('%j is none', (label) => {
    expect(natureOfLabel(label)).toBeUndefined();
  });

  it('is read as it is written', () => {
    const said = { nature: 'consolidated', synthetic: true } as const;
    expect(natureOfLabel(labelOfNature(said))).toEqual(said);
  });
});
