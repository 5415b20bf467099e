import { problem } from '@hexagone/kernel';
import { germany } from '../../../../test/fixtures/countries/germany/germany.country';
import { Countries } from './countries';
import { countryPack, type CountryPack, type Field, type Guarantee, type Rule } from './country-pack';
import { PACKS } from './countries/index';
import { france } from './countries/france/france.country';
import { italy } from './countries/italy/italy.country';
import { onlyOnePerDay } from './rules';
import { Site, type SiteDetails } from './site';

interface AtlanteanDetails extends SiteDetails {
  readonly sunHours: number;
}

class AtlanteanSite extends Site {
  readonly country: string = 'XA';
  readonly sunHours: number;

  constructor(details: AtlanteanDetails) {
    super(details);
    this.sunHours = details.sunHours;
  }
}

class SiteOfNowhere extends AtlanteanSite {
  override readonly country = 'XX';
}

const label = { en: 'Hours of sun', fr: 'Heures de soleil' };
const sunHours: Field = { type: 'decimal', min: 0, example: 2000, unit: 'h', label };
const rule = onlyOnePerDay({
  code: 'sites.atlantean-day-taken',
  constraint: 'sites_xa_one_per_day_uq',
  summary: label,
});

const atlantis = countryPack({
  code: 'XA',
  slug: 'atlantis',
  aliases: ['atlantide'],
  name: { en: 'Atlantis', fr: 'Atlantide' },
  timeZone: 'Atlantic/Azores',
  site: AtlanteanSite,
  fields: { sunHours },
  rules: [rule],
});

const changed = (changes: Partial<CountryPack>): CountryPack => ({ ...atlantis, ...changes });
const withField = (name: string, field: Field): CountryPack =>
  changed({ fields: { ...atlantis.fields, [name]: field } });
const withRule = (changes: Partial<Rule>): CountryPack => changed({ rules: [{ ...rule, ...changes }] });
const keptBy = (guarantee: Guarantee): CountryPack => withRule({ keptBy: guarantee });
const keptAs = (constraint: string): CountryPack => keptBy({ constraint, uniqueBy: ['installationDate'] });

describe('the registry of countries', () => {
  const countries = new Countries([france, italy, germany, atlantis]);

  it.each(['IT', 'it', 'italy', 'Italy', 'ITALIE', 'italia'])('knows Italy as %s', (name) => {
    expect(countries.find(name)).toBe(italy);
  });

  it.each(['', 'ZZ', 'ital', 'italy ', 'constructor', '__proto__'])('does not know %j', (name) => {
    expect(countries.find(name)).toBeUndefined();
  });

  it('takes the packs that there are', () => {
    expect(new Countries(PACKS).packs).toBe(PACKS);
  });

  it('gives the pack of a stored site, and takes an unknown one for a bug', () => {
    expect(countries.get('FR')).toBe(france);
    expect(() => countries.get('ZZ')).toThrow('No pack for the country ZZ');
  });

  it('lists what it accepts, and what is particular to whom', () => {
    expect(new Countries([france, italy]).accepted).toEqual(['FR', 'france', 'IT', 'italy', 'italie', 'italia']);
    expect(countries.codesWith('efficiency')).toEqual(['IT', 'DE']);
    expect(countries.codesWith('name')).toEqual([]);
    expect(countries.particular).toEqual([
      'useful_energy_at_1_megawatt',
      'efficiency',
      'kwk_factor',
      'operator',
      'sun_hours',
    ]);
  });
});

describe('a registry is refused, naming the pack, when', () => {
  problem('sites.atlantean-siesta', 'rule-broken', label);

  it.each<[string, CountryPack, string]>([
    ['a code is not two capitals', changed({ code: 'Xa' }), 'the code Xa is not two capitals'],
    ['a code is longer', changed({ code: 'XAT' }), 'the code XAT is not two capitals'],
    ['a code is there twice', changed({ code: 'IT' }), 'the code IT is used twice'],
    ['a slug is there twice', changed({ slug: 'italy' }), 'the name italy is used twice'],
    ['an alias is another slug', changed({ aliases: ['France'] }), 'the name france is used twice'],
    ['an alias is another alias', changed({ aliases: ['Italia'] }), 'the name italia is used twice'],
    ['an alias is another code', changed({ aliases: ['fr'] }), 'the name fr is used twice'],
    ['an alias is its own slug', changed({ aliases: ['Atlantis'] }), 'the name atlantis is used twice'],
    ['an alias is its own code', changed({ aliases: ['xa'] }), 'the name xa is used twice'],
    ['a slug is all digits', changed({ slug: '34' }), 'the name "34" would be taken for an id'],
    ['an alias is all digits', changed({ aliases: ['34'] }), 'the name "34" would be taken for an id'],
    ['an alias is empty', changed({ aliases: [''] }), 'the name "" would be taken for an id'],
    ['a slug is a path', changed({ slug: 'batch' }), 'the name batch is a path of its own'],
    ['an alias is a path', changed({ aliases: ['Free-Days'] }), 'the name free-days is a path of its own'],
    [
      'a slug does not fit in a path',
      changed({ slug: 'la atlántida' }),
      'the slug la atlántida does not fit in a path',
    ],
    ['a name lacks a language', changed({ name: { en: 'Atlantis', fr: ' ' } }), 'its name lacks a language'],
    [
      'there is no such time zone',
      changed({ timeZone: 'Atlantic/Atlantis' }),
      'there is no time zone Atlantic/Atlantis',
    ],
    [
      'a field is one of every site',
      withField('maxPowerMegawatt', sunHours),
      'the field maxPowerMegawatt has the name',
    ],
    ['a field is the country', withField('country', sunHours), 'the field country has the name'],
    ['a field is the version', withField('version', sunHours), 'the field version has the name'],
    ['a field is a parameter of lists', withField('sort', sunHours), 'the field sort has the name'],
    ['a field makes no column', withField('größe', sunHours), 'the field größe makes no name of a column'],
    ['a field is too long', withField('a'.repeat(64), sunHours), 'makes no name of a column'],
    ['two fields have one name', withField('sun_hours', sunHours), 'two fields are called sun_hours'],
    ['a label lacks English', withField('sunHours', { ...sunHours, label: { en: '', fr: 'x' } }), 'label of sunHours'],
    ['a label lacks French', withField('sunHours', { ...sunHours, label: { en: 'x', fr: '' } }), 'label of sunHours'],
    ['an example fails', withField('sunHours', { ...sunHours, example: -1 }), 'sun_hours must be a number, 0 or more'],
    [
      'an example is no choice',
      withField('roof', { type: 'choice', values: [], example: 'flat', label }),
      'the example of roof is wrong',
    ],
    [
      'a shared field has another type',
      withField('efficiency', { type: 'integer', example: 1, label }),
      'the field efficiency has another type or unit in italy',
    ],
    [
      'a shared field has another unit',
      withField('efficiency', { type: 'decimal', unit: '%', example: 1, label }),
      'the field efficiency has another type or unit in italy',
    ],
    [
      'a shared column has another property',
      withField('useful_energy_at_1_megawatt', { ...sunHours, unit: 'MWh' }),
      'another type or unit in france',
    ],
    [
      'a rule is there twice',
      withRule({ code: 'sites.italian-weekday' }),
      'the rule sites.italian-weekday is there twice',
    ],
    ['a rule is twice its own', changed({ rules: [rule, rule] }), 'the rule sites.atlantean-day-taken is there twice'],
    [
      'a rule has no problem',
      withRule({ code: 'sites.undeclared' }),
      'the rule sites.undeclared has no declared problem',
    ],
    [
      'a summary lacks a language',
      withRule({ summary: { en: 'x', fr: '' } }),
      'the summary of sites.atlantean-day-taken',
    ],
    ['a constraint is of another country', keptAs('sites_fr_xa_uq'), 'sites_fr_xa_uq does not start with sites_xa_'],
    ['a constraint is too long', keptAs(`sites_xa_${'x'.repeat(55)}`), 'is longer than 63 bytes'],
    ['a constraint has capitals', keptAs('sites_xa_One_uq'), 'is not in small letters, digits and _'],
    ['a constraint is unique by nothing', keptBy({ constraint: 'sites_xa_uq', uniqueBy: ['roof'] }), 'unique by roof'],
    [
      'two rules share a constraint',
      changed({ rules: [rule, { ...rule, code: 'sites.atlantean-siesta' }] }),
      'is there twice',
    ],
    ['the class is of another country', changed({ site: SiteOfNowhere }), 'its class says that the country is XX'],
  ])('%s', (_, pack, what) => {
    const open = (): Countries => new Countries([france, italy, pack]);
    expect(open).toThrow(`Country pack ${pack.slug}: `);
    expect(open).toThrow(what);
  });

  it.each<[string, CountryPack]>([
    ['a constraint of 63 bytes', keptAs(`sites_xa_${'x'.repeat(54)}`)],
    ['a rule kept by weekdays', keptBy({ constraint: 'sites_xa_siesta_ck', isoWeekdays: [1] })],
    ['a rule kept by SQL', keptBy({ constraint: 'sites_xa_sun_ck', sql: 'sun_hours < 4000' })],
    ['a rule unique by a field of its own', keptBy({ constraint: 'sites_xa_uq', uniqueBy: ['sunHours', 'name'] })],
    ['a slug with digits and dashes', changed({ slug: 'atlantis-2' })],
    ['a shared field', withField('efficiency', { type: 'decimal', max: 2, example: 1, label })],
  ])('not for %s', (_, pack) => {
    expect(new Countries([france, italy, pack]).find('atlantide')).toBe(pack);
  });
});
