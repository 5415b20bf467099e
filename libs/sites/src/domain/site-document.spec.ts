import {
  aFrenchSite,
  anItalianSite,
  FRIDAY,
  frenchDocument,
  italianDocument,
} from '../../../../test/support/sites/builders';
import { refusalOf, refused } from '../../../../test/support/sites/refusals';
import { germany } from '../../../../test/fixtures/countries/germany/germany.country';
import { Countries } from './countries';
import { MOST_IDS } from './id-list';
import { france, FrenchSite } from './countries/france/france.country';
import { italy, ItalianSite } from './countries/italy/italy.country';
import { readSite, readSites, siteDocument, siteMembers } from './site-document';

const countries = new Countries([france, italy, germany]);
const INVALID = 'platform.invalid-document';
const read = (document: unknown, only?: string) => readSite(document, countries, only);
const french = (changes: object) => () => read(frenchDocument(FRIDAY, changes));
const without = (name: string, document = frenchDocument()): object =>
  Object.fromEntries(Object.entries(document).filter(([key]) => key !== name));

describe('the document of a site', () => {
  it('becomes a site of its country', () => {
    const { site, groupIds, place } = read(frenchDocument());
    expect(site).toBeInstanceOf(FrenchSite);
    expect(site).toEqual(aFrenchSite({ name: 'f' }));
    expect([groupIds, place]).toEqual([undefined, '']);
    expect(read(italianDocument('2026-11-21', { group_ids: [4, 1] }))).toMatchObject({ groupIds: [4, 1] });
  });

  it.each(['FR', 'fr', 'France', 'FRANCE'])('may call its country %s', (country) => {
    expect(read(frenchDocument(FRIDAY, { country })).site.country).toBe('FR');
  });

  it('may leave out what is optional, or say null', () => {
    const document = italianDocument('2026-11-21', { country: 'DE', kwk_factor: 1 });
    for (const some of [{}, { operator: null, group_ids: null }])
      expect(read({ ...document, ...some })).toMatchObject({ groupIds: undefined, site: { country: 'DE' } });
    expect(read({ ...document, operator: 'Stadtwerke' }).site).toMatchObject({ operator: 'Stadtwerke' });
    expect(read(document).site).not.toHaveProperty('operator');
  });

  it('takes minus zero for zero', () => {
    const { site } = read(frenchDocument(FRIDAY, { min_power_megawatt: -0, useful_energy_at_1_megawatt: -0 }));
    expect(Object.is(site.minPowerMegawatt, 0)).toBe(true);
    expect(Object.is((site as FrenchSite).usefulEnergyAt1Megawatt, 0)).toBe(true);
  });

  it('may hold powers that are equal', () => {
    expect(read(frenchDocument(FRIDAY, { min_power_megawatt: 10 })).site.minPowerMegawatt).toBe(10);
  });

  it.each<[string, () => unknown, string[]]>([
    ['a field of another country', french({ efficiency: 1 }), ['/efficiency foreign-field']],
    ['another country says null', french({ efficiency: null }), ['/efficiency foreign-field']],
    ['an unknown member', french({ foo: 1 }), ['/foo unknown']],
    ['a member named as in every object', french({ toString: 1 }), ['/toString unknown']],
    ['an id', french({ id: 7 }), ['/id read-only']],
    [
      'instants of its own',
      french({ created_at: '', updated_at: null }),
      ['/created_at read-only', '/updated_at read-only'],
    ],
    ['a number in quotes', french({ max_power_megawatt: '10' }), ['/max_power_megawatt not-a-number']],
    ['an empty name', french({ name: '' }), ['/name not-a-text']],
    ['a name of 201 characters', french({ name: '😀'.repeat(201) }), ['/name not-a-text']],
    ['a name with NUL', french({ name: 'a\u0000' }), ['/name not-a-text']],
    ['no date', french({ installation_date: null }), ['/installation_date missing']],
    ['no useful energy', () => read(without('useful_energy_at_1_megawatt')), ['/useful_energy_at_1_megawatt missing']],
    ['no country', () => read(without('country')), ['/country missing']],
    ['a null country', french({ country: null }), ['/country missing']],
    [
      'three faults',
      french({ name: '', max_power_megawatt: -1, foo: 1 }),
      ['/foo unknown', '/max_power_megawatt not-a-number', '/name not-a-text'],
    ],
    ['groups that are no list', french({ group_ids: 1 }), ['/group_ids not-a-list-of-ids']],
    [
      'too many groups',
      french({ group_ids: Array.from({ length: MOST_IDS + 1 }, (_, i) => i + 1) }),
      ['/group_ids not-a-list-of-ids'],
    ],
    [
      'groups that are no ids, or twice',
      french({ group_ids: [1, '2', 0, -1, 1.5, null, 1, 2 ** 53] }),
      ['/group_ids/1', '/group_ids/2', '/group_ids/3', '/group_ids/4', '/group_ids/5', '/group_ids/7']
        .map((pointer) => `${pointer} not-an-id`)
        .concat('/group_ids/6 repeated')
        .sort(),
    ],
    ['no object', () => read([]), [' not-an-object']],
    ['null', () => read(null), [' not-an-object']],
    ['a text', () => read('FR'), [' not-an-object']],
    [
      'hardly anything',
      () => read({ name: 'x', installation_date: FRIDAY }),
      ['/country missing', '/max_power_megawatt missing', '/min_power_megawatt missing'],
    ],
    [
      'base faults beside an unknown country',
      french({ country: 'ZZ', name: '' }),
      ['/country sites.unknown-country', '/name not-a-text'],
    ],
    ['names that need escaping', french({ 'a/b~c': 1 }), ['/a~1b~0c unknown']],
  ])('is refused for %s', async (_, attempt, faults) => {
    expect(await refusalOf(attempt)).toEqual([INVALID, faults]);
  });

  it('takes a thousand groups', () => {
    const ids = Array.from({ length: MOST_IDS }, (_, i) => i + 1);
    expect(read(frenchDocument(FRIDAY, { group_ids: ids })).groupIds).toEqual(ids);
  });

  it.each(['ZZ', 'Frances', '', 5, {}, ['FR']])('is refused for the country %j', async (country) => {
    const two = new Countries([france, italy]);
    const error = await refused(() => readSite(frenchDocument(FRIDAY, { country }), two));
    expect(error).toMatchObject({ code: 'sites.unknown-country', kind: 'rule-broken' });
    expect(error.extras.members).toEqual({ accepted: ['FR', 'france', 'IT', 'italy', 'italie', 'italia'] });
    expect(error.extras.faults).toEqual([{ pointer: '/country', code: 'sites.unknown-country', detail: error.detail }]);
  });

  it('suggests what an unknown name most likely means', async () => {
    const country = await refused(french({ country: 'frnace' }));
    expect(country.detail).toEqual({
      en: expect.stringMatching(/^frnace is not one of FR, .*; did you mean france\?$/) as string,
      fr: expect.stringMatching(/^frnace n'est pas parmi FR, .* ; vouliez-vous dire france \?$/) as string,
    });
    const member = await refused(french({ nmae: 'x' }));
    expect(member.detail.en).toBe('nmae is unknown here; did you mean name?');
    const missing = await refused(french({ country: 5 }));
    expect(missing.detail.fr).toMatch(/^Le pays n'est pas parmi/);
    expect(missing.detail.en).toMatch(/^The country is not one of [^;]*$/);
  });

  it('says to whom a foreign field belongs, and how to be rid of it', async () => {
    const { detail } = await refused(french({ efficiency: 1 }));
    expect(detail).toEqual({
      en: 'efficiency belongs to sites of IT, DE, not of FR: in a PATCH, send null to take it away',
      fr: 'efficiency est propre aux sites de IT, DE, pas de FR : dans un PATCH, envoyez null pour le retirer',
    });
  });

  it('is refused for powers the wrong way round, at both', async () => {
    const error = await refused(french({ min_power_megawatt: 11 }));
    expect(await refusalOf(() => Promise.reject(error))).toEqual([
      'sites.power-range-inverted',
      ['/max_power_megawatt sites.power-range-inverted', '/min_power_megawatt sites.power-range-inverted'],
    ]);
    expect(error.detail.en).toBe('min_power_megawatt (11) is above max_power_megawatt (10).');
  });

  it('is judged by its form before its powers', async () => {
    expect(await refusalOf(french({ min_power_megawatt: 11, foo: 1 }))).toEqual([INVALID, ['/foo unknown']]);
  });
});

describe('where only one country is taken', () => {
  it('the country may be left out', () => {
    expect(read(without('country', italianDocument()), 'IT').site).toBeInstanceOf(ItalianSite);
    expect(read(italianDocument(), 'IT').site).toBeInstanceOf(ItalianSite);
  });

  it('another one is refused, and its fields are not', async () => {
    const error = await refused(() => read(italianDocument(), 'FR'));
    expect(error).toMatchObject({ code: 'sites.country-mismatch', kind: 'rule-broken' });
    expect(error.extras.faults).toMatchObject([{ pointer: '/country', code: 'sites.country-mismatch' }]);
    expect(error.detail.en).toBe('The country is IT (Italy); only FR (France) is taken here.');
    expect(await refusalOf(() => read({ ...italianDocument(), foo: 1 }, 'FR'))).toEqual([
      INVALID,
      ['/country sites.country-mismatch', '/foo unknown'],
    ]);
  });

  it('an unknown one stays unknown', async () => {
    expect((await refused(() => read(frenchDocument(FRIDAY, { country: 'ZZ' }), 'FR'))).code).toBe(
      'sites.unknown-country',
    );
  });
});

describe('the documents of several sites', () => {
  const placed = (...documents: unknown[]) => documents.map((document, i) => ({ document, place: `/sites/${i}` }));

  it('become sites in their order', () => {
    const drafts = readSites(placed(italianDocument(), frenchDocument()), countries);
    expect(drafts.map(({ site: { country }, place }) => `${place} ${country}`)).toEqual(['/sites/0 IT', '/sites/1 FR']);
  });

  it('are refused together, each fault at its place', async () => {
    const attempt = () => readSites(placed(frenchDocument(FRIDAY, { name: '' }), 7, italianDocument('x')), countries);
    expect(await refusalOf(attempt)).toEqual([
      INVALID,
      ['/sites/0/name not-a-text', '/sites/1 not-an-object', '/sites/2/installation_date not-a-day'],
    ]);
  });

  it('are refused for one fault as a document alone would be', async () => {
    const attempt = () => readSites(placed(frenchDocument(), frenchDocument(FRIDAY, { country: 'ZZ' })), countries);
    const { code, extras } = await refused(attempt);
    expect(code).toBe('sites.unknown-country');
    expect(extras.faults?.[0]?.pointer).toBe('/sites/1/country');
    expect(extras.members).toHaveProperty('accepted');
  });

  it('list a hundred faults at most', async () => {
    const { extras, detail } = await refused(() =>
      readSites(placed(...Array.from({ length: 500 }, () => 7)), countries),
    );
    expect(extras.faults).toHaveLength(100);
    expect(detail.en).toMatch(/ … \(500\)$/);
  });

  it('name a hundred unknown members of a document at most', async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`member${i}`, i]));
    expect((await refused(french(many))).detail.en).toMatch(/ … \(100\)$/);
  });
});

describe('the document of a stored site', () => {
  it('is what made it', () => {
    const document = frenchDocument();
    expect(siteDocument(read(document).site, countries)).toEqual(document);
    expect(siteDocument(anItalianSite(), countries, [1, 4])).toEqual({
      ...italianDocument('2026-11-21', { name: 'Les Gorges' }),
      group_ids: [1, 4],
    });
  });

  it('leaves out what the row leaves empty', () => {
    const document = italianDocument('2026-11-21', { country: 'DE', kwk_factor: 1 });
    const { site } = read(document);
    expect(siteDocument(Object.assign(site, { operator: null }), countries)).toEqual(document);
  });

  it('may lose any member of any country by a patch', () => {
    expect(siteMembers(countries)).toEqual([
      ...['country', 'name', 'installation_date', 'max_power_megawatt', 'min_power_megawatt'],
      ...['useful_energy_at_1_megawatt', 'efficiency', 'kwk_factor', 'operator', 'group_ids'],
    ]);
  });
});
