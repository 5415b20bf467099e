import { findArea, FRANCE } from '../../domain/areas';
import { DefinitiveYears } from './definitive-years';
import { rteChannels, type RteSource } from './rte-channels';

class Years extends DefinitiveYears {
  complete(area: number): Promise<ReadonlySet<number>> {
    return Promise.resolve(new Set(area === FRANCE.id ? [2012, 2014, 2023] : []));
  }
}

const source = (more: Partial<RteSource> = {}): RteSource => ({
  ...{ baseUrl: 'https://rte.example/', trusted: false, areas: [FRANCE] },
  ...more,
});
const channel = (name: string, more: Partial<RteSource> = {}) => {
  const found = rteChannels(source(more), new Years()).find((one) => one.name === name);
  if (!found) throw new Error(name);
  return found;
};
const TODAY = new Date('2024-12-31T22:59Z');

describe('the channels of RTE', () => {
  it('name its files, of each area', () => {
    const areas = [FRANCE, findArea('84') ?? FRANCE, findArea('24') ?? FRANCE];
    expect(channel('real-time', { areas }).locations(TODAY)).toEqual(
      ['', 'Auvergne-Rhone-Alpes_', 'Centre-Val-de-Loire_'].map((area) => ({
        ...{ kind: 'url', url: `https://rte.example/eCO2mix_RTE_${area}En-cours-TR.zip`, part: 'power' },
      })),
    );
    expect(channel('consolidated').locations(TODAY)).toMatchObject([
      { url: 'https://rte.example/eCO2mix_RTE_En-cours-Consolide.zip' },
    ]);
  });

  it('know definitive years from 2012 to the last one of Paris, each of which may be absent', () => {
    const files = channel('definitive').locations(TODAY);
    expect(files).toHaveLength(12);
    expect(files[0]).toMatchObject({
      url: 'https://rte.example/eCO2mix_RTE_Annuel-Definitif_2012.zip',
      mayBeAbsent: true,
    });
    expect(channel('definitive').locations(new Date('2024-12-31T23:00Z'))).toHaveLength(13);
  });

  it('want the years of each area that are not whole, and the two latest', async () => {
    const wanted = await channel('definitive', { areas: [FRANCE, findArea('53') ?? FRANCE] }).wanted?.(TODAY);
    const years = (wanted ?? []).map((one) =>
      'url' in one ? /(Bretagne)?_?Annuel-Definitif_(\d+)/.exec(one.url)?.slice(1).join('') : '',
    );
    expect(years.filter((year) => !year?.startsWith('B'))).toEqual([
      '2013',
      '2015',
      '2016',
      '2017',
      '2018',
      '2019',
      '2020',
      '2021',
      '2022',
      '2023',
    ]);
    expect(years.filter((year) => year?.startsWith('B'))).toHaveLength(12);
  });

  it('trust an address that is the operator’s own', () => {
    expect(channel('real-time', { trusted: true }).locations(TODAY)).toMatchObject([{ trusted: true }]);
    expect(channel('real-time').locations(TODAY)[0]).not.toHaveProperty('trusted');
  });

  it('ask for real time no oftener than every quarter of an hour, and not in the hour after midnight', () => {
    expect(channel('real-time')).toMatchObject({ cron: '*/15 1-23 * * *', timeZone: 'Europe/Paris' });
  });
});
