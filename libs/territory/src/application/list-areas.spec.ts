import type { NameCandidate } from '../domain/rank-communes';
import { NumberBesidePostalCode, ScoreWithoutName, SearchTextRefused } from '../domain/territory.errors';
import { type AreaCriteria, type AreaPage, AreaReads } from './area-reads';
import { type AreaQuestion, ListAreas } from './list-areas';
import { NameSearch } from './name-search';

/** Knows which readings of postal codes somebody answers. */
class SomeReads extends AreaReads {
  constructor(private readonly answered: readonly string[]) {
    super();
  }
  override exists(_: string, { postalCode }: AreaCriteria): Promise<boolean> {
    return Promise.resolve(postalCode !== undefined && this.answered.includes(postalCode.how));
  }
  override find(): Promise<string | null> {
    return Promise.resolve(null);
  }
  override findSuccessor(): Promise<string | null> {
    return Promise.resolve(null);
  }
  override page(): Promise<AreaPage> {
    throw new Error('not asked');
  }
  override stream(): Promise<{ total: number; batches: AsyncIterable<string> }> {
    throw new Error('not asked');
  }
}

class SomeNames extends NameSearch {
  private readonly lyon = {
    id: '69123',
    name: 'Lyon',
    key: 'lyon',
    kind: 'official',
    population: 5e5,
    fits: false,
  } as const;

  override candidates(): Promise<NameCandidate[]> {
    const lyons = { ...this.lyon, id: '27377', name: 'Lyons', key: 'lyons', similarity: 0 };
    return Promise.resolve([lyons, { ...this.lyon, similarity: 0 }]);
  }

  override ofLikeLength(): Promise<NameCandidate[]> {
    return Promise.resolve([{ ...this.lyon, name: 'Y', key: 'y', similarity: 0 }]);
  }
}

const asked = (but: Partial<AreaQuestion> = {}): AreaQuestion => ({
  kind: 'commune',
  criteria: {},
  widest: 'fuzzy',
  boostPopulation: false,
  shape: { fields: ['nom'] },
  offset: 0,
  counted: true,
  ...but,
});

const listing = (but: Partial<AreaQuestion>, answered: readonly string[] = ['postal_code']) =>
  new ListAreas(new SomeReads(answered), new SomeNames()).execute(asked(but));

describe('what a list is made of', () => {
  it('leaves a plain question as it is', async () => {
    expect(await listing({ criteria: { departementCode: '01' }, limit: 5 })).toEqual({
      kind: 'commune',
      criteria: { departementCode: '01' },
      shape: { fields: ['nom'] },
      sort: [],
      offset: 0,
      limit: 5,
      counted: true,
    });
  });

  it('says nothing of a plain postal code, and what a guessed one was taken for', async () => {
    expect(await listing({ codePostal: '01410' })).toMatchObject({
      criteria: { postalCode: { how: 'postal_code' } },
      shape: { fields: ['nom'] },
    });
    expect((await listing({ codePostal: '01410' })).shape.note).toBeUndefined();
    expect(await listing({ codePostal: '44021' }, ['postal_code_cedex_guess'])).toMatchObject({
      criteria: { postalCode: { how: 'postal_code_cedex_guess', postalCode: '44000' } },
      shape: { note: 'postal-code' },
    });
  });

  it('asks the plainest reading when none is answered, which answers nothing', async () => {
    expect(await listing({ codePostal: '99999' }, [])).toMatchObject({
      criteria: { postalCode: { postalCode: '99999' } },
    });
  });

  it('tells that a former code was asked', async () => {
    expect((await listing({ criteria: { formerCode: '93059' } })).shape.note).toBe('former-code');
  });

  it('ranks by name, best first unless told otherwise', async () => {
    const byScore = await listing({ nom: 'Lyon' });
    expect(byScore.ranked?.map(({ id }) => id)).toEqual(['69123', '27377']);
    expect(byScore.sort).toEqual([{ field: 'score', descending: true }]);
    const sort = [{ field: 'code', descending: false }] as const;
    expect((await listing({ nom: 'Lyon', sort })).sort).toEqual(sort);
  });

  it('never leaves a short word unanswered for one error', async () => {
    expect((await listing({ nom: 'x' })).ranked).toMatchObject([{ name: 'Y', how: 'fuzzy' }]);
    expect((await listing({ nom: 'x', widest: 'prefix' })).ranked).toEqual([]);
  });

  it('finds nobody by letters that no name has', async () => {
    expect((await listing({ nom: 'Москва' })).ranked).toEqual([]);
  });

  it('takes a number for a postal code, where communes are searched', async () => {
    const found = await listing({ nom: '93200' });
    expect(found).toMatchObject({
      criteria: { postalCode: { postalCode: '93200' } },
      shape: { note: 'postal-code', scored: true },
    });
    expect(found.sort).toEqual([{ field: 'population', descending: true }]);
    expect((await listing({ nom: '93200', sort: [{ field: 'code', descending: true }] })).sort).toEqual([
      { field: 'code', descending: true },
    ]);
    expect((await listing({ kind: 'region', nom: '93' })).ranked).toBeDefined();
  });

  it('refuses what contradicts itself or says nothing', async () => {
    await expect(listing({ nom: '93200', codePostal: '93200' })).rejects.toThrow(NumberBesidePostalCode);
    await expect(listing({ sort: [{ field: 'score', descending: true }] })).rejects.toThrow(ScoreWithoutName);
    await expect(listing({ nom: '--' })).rejects.toThrow(SearchTextRefused);
  });
});
