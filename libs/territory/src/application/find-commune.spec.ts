import { AreaNotFound, CodeMalformed } from '../domain/territory.errors';
import { type AreaPage, AreaReads, type FoundBy, type Shape } from './area-reads';
import { FindArea } from './find-area';
import { FindCommune } from './find-commune';

const SHAPE: Shape = { fields: ['nom', 'code'] };

/** Saint-Denis with its arrondissement-like part, a former code, and Corse-du-Sud. */
class SomeAreas extends AreaReads {
  override find(kind: string, { code, types, asked }: FoundBy, { note }: Shape): Promise<string | null> {
    const known = [
      `commune 93066`,
      `commune 75101 arrondissement-municipal`,
      'departement 2A',
      'subCommune 93059 commune-deleguee,commune-associee',
    ];
    const item = [kind, code, ...(types ? [types.join()] : [])].join(' ');
    return Promise.resolve(known.includes(item) ? [item, note, asked].filter(Boolean).join(' ') : null);
  }
  override findSuccessor(formerCode: string): Promise<string | null> {
    return Promise.resolve({ '93059': '93066', '97123': 'gone' }[formerCode] ?? null);
  }
  override async exists(kind: string, { code = '' }: { code?: string }): Promise<boolean> {
    return (await this.find(kind, { code }, SHAPE)) !== null;
  }
  override page(): Promise<AreaPage> {
    throw new Error('not asked');
  }
  override stream(): Promise<{ total: number; batches: AsyncIterable<string> }> {
    throw new Error('not asked');
  }
}

describe('finding a commune by a code', () => {
  const communes = new FindCommune(new SomeAreas());

  it.each([
    ['93066', '93066', 'commune 93066'],
    ['75101', '75101', 'commune 75101 arrondissement-municipal'],
    ['93059', '93066', 'commune 93066 former-code 93059'],
  ])('%s → %s', async (asked, code, item) => {
    expect(await communes.execute(asked, SHAPE)).toEqual({ code, item });
  });

  it.each(['99999', '97123'])('%s is nobody', async (code) => {
    await expect(communes.execute(code, SHAPE)).rejects.toThrow(AreaNotFound);
  });

  it('refuses what is no code', async () => {
    await expect(communes.execute('abc', SHAPE)).rejects.toThrow(CodeMalformed);
  });
});

describe('finding another area by its code', () => {
  const areas = new FindArea(new SomeAreas());

  it('repairs the code', async () => {
    expect(await areas.execute('departement', '2a', SHAPE)).toEqual({ code: '2A', item: 'departement 2A' });
    expect(await areas.codeOf('departement', ' 2a')).toBe('2A');
    expect(await areas.execute('subCommune', '93059', SHAPE)).toMatchObject({ code: '93059' });
  });

  it('says where the former Corsica went', async () => {
    await expect(areas.execute('departement', '20', SHAPE)).rejects.toThrow('2A');
    await expect(areas.codeOf('departement', '666')).rejects.toThrow(AreaNotFound);
    await expect(areas.codeOf('region', '20')).rejects.toThrow('Unknown région: 20.');
  });
});
