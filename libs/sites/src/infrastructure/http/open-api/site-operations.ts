import type { Countries } from '../../../domain/countries';
import type { CountryPack } from '../../../domain/country-pack';
import {
  answer,
  DONE,
  type Example,
  item,
  jsonBody,
  newItem,
  type Operations,
  patchBody,
  UNCHANGED,
} from './operations';
import { NO_SITE, OF_IDEMPOTENCY, ofSites, problemResponses, REQUIRED, STALE } from './problem-types';
import { ref, type Schema } from './schema';
import { anyNewSite, anySite, newSite, newSiteExample, siteExample, siteName } from './site-schemas';

type Examples = Readonly<Record<string, Example>>;

const examplesOf = (packs: readonly CountryPack[], value: (pack: CountryPack) => unknown): Examples =>
  Object.fromEntries(packs.map((pack) => [pack.slug, { summary: pack.name.en, value: value(pack) }]));

const REHEARSED = 'With `dry_run=true`: what would have been stored, without id and times.';
const REHEARSAL: Schema = { 200: answer(REHEARSED, { type: 'object' }) };

export function siteOperations(countries: Countries): Operations {
  const { packs } = countries;
  const installed = newItem('The site.', anySite(countries), examplesOf(packs, siteExample));
  const refused = ofSites(packs, 'sites.unknown-country');
  return {
    'POST /sites': {
      body: jsonBody(anyNewSite(countries), examplesOf(packs, newSiteExample)),
      responses: { 201: installed, ...REHEARSAL, ...problemResponses(refused, OF_IDEMPOTENCY) },
    },
    'POST /sites/batch': batch(countries),
    'GET /sites/free-days': { responses: { 200: freeDays(packs) } },
    'GET /sites/{id}': {
      responses: {
        200: item('The site.', anySite(countries), examplesOf(packs, siteExample)),
        ...UNCHANGED,
        ...problemResponses(NO_SITE),
      },
    },
    'PATCH /sites/{id}': {
      body: patchBody(ref('SitePatch'), { rename: { summary: 'Rename', value: { name: 'Les Gorges' } } }),
      responses: {
        200: item('The site.', anySite(countries), examplesOf(packs, siteExample)),
        ...problemResponses(refused, NO_SITE, STALE, REQUIRED),
      },
    },
    'DELETE /sites/{id}': { responses: { ...DONE, ...problemResponses(NO_SITE, STALE, REQUIRED) } },
    ...Object.fromEntries(packs.map((pack) => [`POST /sites/${pack.slug}`, ofCountry(pack)])),
  };
}

function ofCountry(pack: CountryPack): Operations[string] {
  const example = { value: newSiteExample(pack) };
  const refused = ofSites([pack], 'sites.unknown-country', 'sites.country-mismatch');
  return {
    body: jsonBody(newSite(pack, { countryNeeded: false }), { [pack.slug]: example }),
    responses: {
      201: newItem('The site.', ref(siteName(pack.code)), { [pack.slug]: { value: siteExample(pack) } }),
      ...REHEARSAL,
      ...problemResponses(refused, OF_IDEMPOTENCY),
    },
  };
}

function batch(countries: Countries): Operations[string] {
  const { packs } = countries;
  const refused = ofSites(packs, 'sites.unknown-country', 'sites.day-repeated-in-batch');
  const list = { type: 'array', items: anySite(countries) };
  const answered = { type: 'object', required: ['data'], properties: { data: list } };
  return {
    body: jsonBody(ref('SiteBatch'), { one: { value: { sites: packs.slice(0, 1).map(newSiteExample) } } }),
    responses: {
      201: answer('The sites, in the order of the documents.', answered, {
        one: { value: { data: packs.slice(0, 1).map(siteExample) } },
      }),
      ...REHEARSAL,
      ...problemResponses(refused, OF_IDEMPOTENCY),
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
