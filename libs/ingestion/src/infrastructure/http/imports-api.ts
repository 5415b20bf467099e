import { applyDecorators } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiConflictResponse,
  ApiExtension,
  ApiOkResponse,
  ApiOperation,
  type ApiOperationOptions,
  getSchemaPath,
} from '@nestjs/swagger';
import { ImportDocument } from './imports.dto';

const NOTHING = { read: 0, inserted: 0, updated: 0, unchanged: 0, duplicates: 0, rejected: 0, skipped: 0 };
const BALANCE = { read: 39201, inserted: 36368, updated: 0, unchanged: 0, duplicates: 2832, rejected: 1, skipped: 0 };

/** One run, as it is answered. */
export const RUN = {
  id: 42,
  dataset: 'communes-csv',
  part: '',
  state: 'published',
  trigger: 'http',
  actor: 'anonymous',
  dry_run: false,
  force: false,
  options: {},
  accepted_guards: [],
  source: { from: 'url', index: 0, url: 'https://example.org/communes.csv' },
  bytes: 4123456,
  encoding: 'utf-8',
  generation: 3,
  ...BALANCE,
  balance: BALANCE,
  removed: 0,
  skipped_by_reason: {},
  rejected_by_code: { not_in_france: 1 },
  guards: [{ name: 'minimum-rows', fires: false, measured: 39200, limit: 1, overridable: true, accepted: false }],
  progress: { run: 42, stage: 'publishing', done: 39201, unit: 'records' },
  problem: null,
  requested_at: '2026-11-21T04:00:00+00:00',
  started_at: '2026-11-21T04:00:00.1+00:00',
  finished_at: '2026-11-21T04:00:03.2+00:00',
  links: { self: '/imports/42', rejects: '/imports/42/rejects' },
};

/** A run that was just written down. */
const REQUESTED_RUN = {
  ...RUN,
  state: 'requested',
  bytes: null,
  encoding: null,
  generation: null,
  ...NOTHING,
  balance: NOTHING,
  rejected_by_code: {},
  guards: [],
  progress: {},
  started_at: null,
  finished_at: null,
};

export const RUN_ID = { name: 'id', description: 'Number of the run.', example: 42 };

export const REJECT = {
  line: 39202,
  ordinal: 1,
  field: 'code_postal',
  code: 'not_in_france',
  value: '98000',
  message: 'This place is not in France.',
  hint: null,
  resolved_by: null,
};

export const DATASET = {
  name: 'communes-csv',
  card: {
    title: { en: 'Communes, as the post knows them', fr: 'Communes, telles que les connaît La Poste' },
    publisher: 'La Poste',
    licence: 'Licence Ouverte 2.0',
    homepage: 'https://www.data.gouv.fr/',
    vintage: '2026',
    personal: false,
    raw: 'kept',
  },
  requires: ['territory'],
  synthetic: false,
  generation: 3,
  changed_at: '2026-11-21T04:00:03+00:00',
  checked_at: '2026-11-21T04:00:03+00:00',
  published_run: 42,
  last_run: { id: 42, state: 'published', finished_at: '2026-11-21T04:00:03+00:00' },
  channels: [{ name: 'official', cron: '0 4 * * 1', time_zone: 'Europe/Paris', enabled: false, next_due_at: null }],
  sources: [{ origin: 'official', channel: 'official', kind: 'url', url: 'https://example.org/communes.csv' }],
  contract: [{ part: '', version: 1, formats: ['csv'], columns: [{ name: 'insee', synonyms: [], required: false }] }],
  options: {},
  guards: ['minimum-rows'],
};

type RequestBody = NonNullable<ApiOperationOptions['requestBody']>;

const FILE = { schema: { type: 'string', format: 'binary' } } as const;

/** A document, or with `?dataset=` the file itself. */
export const DOCUMENT_OR_FILE: RequestBody = {
  required: true,
  content: {
    'application/json': { schema: { $ref: getSchemaPath(ImportDocument) } },
    'application/octet-stream': FILE,
  },
};

export const CORRECTED_CSV: RequestBody = { required: false, content: { 'text/csv': FILE } };

interface Said {
  readonly en: string;
  readonly fr: string;
  readonly more?: string;
  readonly requestBody?: RequestBody;
}

/** A route's title in both languages. */
export const Titled = ({ en, fr, more = '', requestBody }: Said): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary: en, description: `${more}\n\n*${fr}*`.trim(), ...(requestBody && { requestBody }) }),
    ApiExtension('x-title-fr', fr),
  );

const anObject = (example: unknown): { schema: object } => ({
  schema: { type: 'object', additionalProperties: true, example },
});

export const AnswersOne = (example: unknown): MethodDecorator =>
  ApiOkResponse({ description: 'As asked.', ...anObject(example) });

/** A page in the envelope of collections. */
export const AnswersMany = (example: unknown, self: string): MethodDecorator =>
  ApiOkResponse({
    description: 'One page.',
    ...anObject({ data: [example], meta: { limit: 20, has_more: false, total: 1 }, links: { self } }),
  });

/** The run was written down; it goes on after the answer. */
export const AnswersAccepted = (): MethodDecorator =>
  applyDecorators(
    ApiAcceptedResponse({
      description: 'Written down; `Location` is the run.',
      headers: { Location: { description: 'The run.', schema: { type: 'string', example: '/imports/42' } } },
      ...anObject(REQUESTED_RUN),
    }),
    ApiConflictResponse({
      description: 'The present state forbids it; when another import is under way, `run` is that one.',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }),
  );
