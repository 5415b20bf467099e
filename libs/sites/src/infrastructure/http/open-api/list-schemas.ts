import type { Countries } from '../../../domain/countries';
import { answer, type Operations } from './operations';
import { ref, type Schema } from './schema';
import { siteName } from './site-schemas';

const PAGE: Schema = {
  meta: {
    type: 'object',
    required: ['limit', 'has_more'],
    properties: {
      limit: { type: 'integer' },
      has_more: { type: 'boolean' },
      total: { type: 'integer' },
      page: { type: 'integer' },
    },
  },
  links: {
    type: 'object',
    required: ['self'],
    properties: { self: { type: 'string' }, next: { type: 'string' }, prev: { type: 'string' } },
  },
};

const listOf = (items: Schema): Operations[string] => ({
  responses: {
    200: answer('A page. With `fields=` rows have these members alone.', {
      type: 'object',
      required: ['data', 'meta', 'links'],
      properties: { data: { type: 'array', items }, ...PAGE },
    }),
  },
});

const GROUP = ref('Group');
const FARTHER: Schema = {
  allOf: [GROUP],
  properties: { depth: { type: 'integer', minimum: 1, description: 'Of the shortest way.' } },
};

/** The rows of every collection of sites and groups. */
export const listSchemas = (countries: Countries): Operations => ({
  'GET /sites': listOf(ref('Site')),
  ...Object.fromEntries(countries.packs.map(({ code, slug }) => [`GET /sites/${slug}`, listOf(ref(siteName(code)))])),
  'GET /groups/{id}/sites': listOf(ref('Site')),
  'GET /groups': listOf(GROUP),
  'GET /sites/{id}/groups': listOf(GROUP),
  'GET /groups/{id}/children': listOf(GROUP),
  'GET /groups/{id}/parents': listOf(GROUP),
  'GET /groups/{id}/descendants': listOf(FARTHER),
  'GET /groups/{id}/ancestors': listOf(FARTHER),
});
