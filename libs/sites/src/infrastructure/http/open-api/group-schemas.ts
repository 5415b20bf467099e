import { GROUP_FIELDS } from '../../../domain/group-document';
import { namedFields } from '../../../domain/named-field';
import { exampleOf, ID, idList, INSTANT, propertiesOf, requiredOf, sentIdList, type Schema } from './schema';

const FIELDS = namedFields(GROUP_FIELDS);
const CHILDREN = 'Groups directly inside.';

const written: Schema = {
  ...propertiesOf(FIELDS),
  child_ids: sentIdList(CHILDREN),
  site_ids: sentIdList('Sites directly inside.'),
};

const group: Schema = {
  id: ID,
  ...propertiesOf(FIELDS),
  parent_ids: idList('Groups that hold it directly.'),
  child_ids: idList(CHILDREN),
  site_count: { type: 'integer', minimum: 0, description: 'Sites directly inside.', readOnly: true },
  created_at: INSTANT,
  updated_at: INSTANT,
};

export const groupSchemas: Schema = {
  Group: { type: 'object', required: Object.keys(group), properties: group },
  NewGroup: { type: 'object', additionalProperties: false, required: requiredOf(FIELDS), properties: written },
  GroupPatch: {
    type: 'object',
    description: 'JSON Merge Patch of a group (RFC 7396).',
    additionalProperties: false,
    properties: written,
  },
};

export const newGroupExample = exampleOf(FIELDS);

export const groupExample = {
  id: 1,
  ...newGroupExample,
  parent_ids: [],
  child_ids: [4],
  site_count: 2,
  created_at: '2026-11-20T08:00:00.000Z',
  updated_at: '2026-11-20T08:00:00.000Z',
};
