import { Commune } from './commune';
import type { CommuneValues } from './commune-values';

const place = { code: '01001', departementCode: '01', regionCode: '84', zone: 'metro' };
const author = { actor: 'somebody', reason: null, at: new Date('2026-11-21T10:00:00Z') };
const source: CommuneValues = {
  nom: 'Saint-Étienne',
  codesPostaux: ['01400'],
  population: 860,
  siren: '210100012',
  centre: { lat: 46.1, lon: 4.9 },
  codeEpci: '200069193',
};

const aCommune = (): Commune => new Commune(place, source);

describe('a commune', () => {
  it('publishes what its sources say, and above it what people said', () => {
    const commune = aCommune();
    const changes = commune.revise({ population: 900 }, author);
    expect(commune.published).toEqual({ ...source, population: 900 });
    expect(changes).toEqual([
      {
        field: 'population',
        action: 'set',
        override: expect.objectContaining({ value: 900, baseValue: 860, sourceValue: 860, state: 'active', ...author }),
      },
    ]);
  });

  it('keeps no override that says what the source says', () => {
    const commune = aCommune();
    expect(
      commune.revise({ population: 860, codesPostaux: ['01400'], centre: { lat: 46.1, lon: 4.9 } }, author),
    ).toEqual([]);
    commune.revise({ population: 900 }, author);
    expect(commune.revise({ population: 860 }, author)).toMatchObject([{ field: 'population', action: 'reverted' }]);
    expect(commune.overrides).toEqual([]);
  });

  it.each(['SAINT-ÉTIENNE', 'saint-étienne', 'SAINT-ETIENNE', 'SAINT ETIENNE'])('takes %s for the same name', (nom) => {
    expect(aCommune().revise({ nom }, author)).toEqual([]);
  });

  it.each(['Saint-Etienne', 'Saint-Étienne-sur-Loire'])('takes %s for another name', (nom) => {
    expect(aCommune().revise({ nom }, author)).toMatchObject([{ field: 'nom', action: 'set' }]);
  });

  it('changes nothing when the same is said twice', () => {
    const commune = aCommune();
    commune.revise({ population: 900, codesPostaux: ['01400', '01410'] }, author);
    expect(commune.revise({ population: 900, codesPostaux: ['01400', '01410'] }, author)).toEqual([]);
  });

  it('reads the order of the postal codes', () => {
    const commune = aCommune();
    commune.revise({ codesPostaux: ['01400', '01410'] }, author);
    expect(commune.revise({ codesPostaux: ['01410', '01400'] }, author)).toHaveLength(1);
  });

  it('bases an override anew when it is said again after the source moved', () => {
    const before = aCommune();
    before.revise({ population: 900 }, author);
    const after = new Commune(place, { ...source, population: 870 }, before.overrides);
    expect(after.revise({ population: 900 }, author)).toMatchObject([
      { action: 'set', override: { baseValue: 870, value: 900 } },
    ]);
  });

  it('loses by a whole document what the document does not say', () => {
    const commune = aCommune();
    commune.revise({ population: 900, siren: '999999999' }, author);
    const changes = commune.replaceByHand(
      { nom: source.nom, codesPostaux: source.codesPostaux, population: 900 },
      author,
    );
    expect(changes).toMatchObject([{ field: 'siren', action: 'reverted' }]);
    expect(commune.published).toEqual({ ...source, population: 900 });
  });

  it('gives a field back to its source on null', () => {
    const commune = aCommune();
    commune.revise({ population: 900 }, author);
    commune.revise({ population: null, siren: null }, author);
    expect(commune.published).toEqual(source);
  });

  it('needs a name and a postal code where no source knows it', () => {
    const commune = new Commune(place, null);
    expect(commune.existsByHand).toBe(true);
    expect(() => commune.revise({ population: 3 }, author)).toThrow('needs nom and codesPostaux');
    expect(new Commune(place, null).replaceByHand({ nom: 'Hexaville', codesPostaux: ['01400'] }, author)).toHaveLength(
      2,
    );
  });
});
