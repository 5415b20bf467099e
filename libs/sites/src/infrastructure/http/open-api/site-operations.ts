import type { Countries } from '../../../domain/countries';
import type { CountryPack } from '../../../domain/country-pack';
import {
  answer,
  GONE,
  IF_MATCH,
  IF_NONE_MATCH,
  type Example,
  item,
  jsonBody,
  newItem,
  type Operations,
  patchBody,
  UNCHANGED,
} from './operations';
import {
  NO_SITE,
  OF_IDEMPOTENCY,
  ofSites,
  problemResponses,
  type ProblemTypes,
  REQUIRED,
  STALE,
} from './problem-types';
import { ref, type Schema } from './schema';
import { anyNewSite, anySite, newSite, newSiteExample, siteExample, siteName } from './site-schemas';

type Examples = Readonly<Record<string, Example>>;

const examplesOf = (packs: readonly CountryPack[], value: (pack: CountryPack) => unknown): Examples =>
  Object.fromEntries(packs.map((pack) => [pack.slug, { summary: pack.name.en, value: value(pack) }]));

const REHEARSED = 'With `dry_run=true`: what would have been stored, without id and times.';
const REHEARSAL: Schema = { 200: answer(REHEARSED, { type: 'object' }) };

export function siteOperations(countries: Countries): Operations {
  const { packs } = countries;
  const site = newItem('The site.', anySite(countries), examplesOf(packs, siteExample));
  return {
    'POST /sites': {
      body: jsonBody(anyNewSite(countries), examplesOf(packs, newSiteExample)),
      responses: { 201: site, ...REHEARSAL, ...problemResponses(refused(packs), OF_IDEMPOTENCY) },
    },
    'POST /sites/batch': batch(countries),
    'GET /sites/free-days': { responses: { 200: freeDays(packs), ...problemResponses(NO_PERIOD) } },
    ...Object.fromEntries(packs.map((pack) => [`POST /sites/${pack.slug}`, ofCountry(pack)])),
    ...itemOperations(countries),
  };
}

const NO_PERIOD: ProblemTypes = { 400: ['sites.invalid-period', 'platform.invalid-parameters'] };

const refused = (packs: readonly CountryPack[]): ProblemTypes => ofSites(packs, 'sites.unknown-country');

function itemOperations(countries: Countries): Operations {
  const { packs } = countries;
  const site = item('The site.', anySite(countries), examplesOf(packs, siteExample));
  return {
    'GET /sites/{id}': {
      headers: [IF_NONE_MATCH],
      responses: { 200: site, ...UNCHANGED, ...problemResponses(NO_SITE) },
    },
    'PATCH /sites/{id}': {
      headers: [IF_MATCH],
      body: patchBody(ref('SitePatch'), { rename: { summary: 'Rename', value: { name: 'Les Gorges' } } }),
      responses: { 200: site, ...problemResponses(refused(packs), NO_SITE, STALE, REQUIRED) },
    },
    'DELETE /sites/{id}': {
      headers: [IF_MATCH],
      responses: { ...GONE, ...problemResponses(NO_SITE, STALE, REQUIRED) },
    },
  };
}

function ofCountry(pack: CountryPack): Operations[string] {
  const example = { value: newSiteExample(pack) };
  const types = ofSites([pack], 'sites.unknown-country', 'sites.country-mismatch');
  return {
    body: jsonBody(newSite(pack, { countryNeeded: false }), { [pack.slug]: example }),
    responses: {
      201: newItem('The site.', ref(siteName(pack.code)), { [pack.slug]: { value: siteExample(pack) } }),
      ...REHEARSAL,
      ...problemResponses(types, OF_IDEMPOTENCY),
    },
  };
}

function batch(countries: Countries): Operations[string] {
  const { packs } = countries;
  const types = ofSites(packs, 'sites.unknown-country', 'sites.day-repeated-in-batch');
  const list = { type: 'array', items: ref('Site') };
  const answered = { type: 'object', required: ['data'], properties: { data: list } };
  return {
    body: jsonBody(ref('SiteBatch'), { one: { value: { sites: packs.slice(0, 1).map(newSiteExample) } } }),
    responses: {
      201: answer('The sites, in the order of the documents.', answered, {
        one: { value: { data: packs.slice(0, 1).map(siteExample) } },
      }),
      ...REHEARSAL,
      ...problemResponses(types, OF_IDEMPOTENCY),
    },
  };
}

function freeDays(packs: readonly CountryPack[]): Schema {
  const day = { type: 'string', format: 'date' };
  const codes = packs.map(({ code }) => code);
  const meta = {
    type: 'object',
    required: ['country', 'from', 'to', 'total'],
    properties: { country: { type: 'string', enum: codes }, from: day, to: day, total: { type: 'integer' } },
  };
  return answer('The days, in order.', {
    type: 'object',
    required: ['data', 'meta', 'links'],
    properties: { data: { type: 'array', items: day }, meta, links: { type: 'object' } },
  });
}
