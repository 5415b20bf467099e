import { groupExample, newGroupExample } from './group-schemas';
import {
  ACCEPT_LANGUAGE,
  answer,
  GONE,
  IF_MATCH,
  IF_NONE_MATCH,
  item,
  jsonBody,
  newItem,
  type Operations,
  patchBody,
  UNCHANGED,
} from './operations';
import { NO_GROUP, OF_GROUPS, OF_IDEMPOTENCY, problemResponses, REQUIRED, STALE } from './problem-types';
import { ref } from './schema';

const GROUP = ref('Group');
const EXAMPLES = { group: { value: groupExample } };
const COUNTRY = ref('Country');

export const groupOperations: Operations = {
  'POST /groups': {
    body: jsonBody(ref('NewGroup'), { group: { value: newGroupExample } }),
    responses: { 201: newItem('The group.', GROUP, EXAMPLES), ...problemResponses(OF_GROUPS, OF_IDEMPOTENCY) },
  },
  'GET /groups/{id}': {
    headers: [IF_NONE_MATCH],
    responses: { 200: item('The group.', GROUP, EXAMPLES), ...UNCHANGED, ...problemResponses(NO_GROUP) },
  },
  'PATCH /groups/{id}': {
    headers: [IF_MATCH],
    body: patchBody(ref('GroupPatch'), { empty: { summary: 'Let every site go', value: { site_ids: [] } } }),
    responses: {
      200: item('The group.', GROUP, EXAMPLES),
      ...problemResponses(OF_GROUPS, { 409: ['sites.group-has-sites'] }, NO_GROUP, STALE, REQUIRED),
    },
  },
  'DELETE /groups/{id}': {
    headers: [IF_MATCH],
    responses: { ...GONE, ...problemResponses({ 409: ['sites.group-not-empty'] }, NO_GROUP, STALE, REQUIRED) },
  },
  'GET /countries': {
    headers: [ACCEPT_LANGUAGE, IF_NONE_MATCH],
    responses: {
      200: answer('The countries.', {
        type: 'object',
        required: ['data', 'meta', 'links'],
        properties: {
          data: { type: 'array', items: COUNTRY },
          meta: { type: 'object' },
          links: { type: 'object' },
        },
      }),
      ...UNCHANGED,
    },
  },
  'GET /countries/{code}': {
    headers: [ACCEPT_LANGUAGE, IF_NONE_MATCH],
    responses: {
      200: item('The country.', COUNTRY),
      ...UNCHANGED,
      ...problemResponses({ 404: ['sites.country-not-found'] }),
    },
  },
};
