import { Refuses } from '@hexagone/platform';
import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiParam, ApiResponse } from '@nestjs/swagger';

type Example = Readonly<Record<string, unknown>>;

const CLIENT: Example = {
  id: '0199a3c4-5d6e-7f80-9a1b-2c3d4e5f6a7b',
  name: 'nightly-export',
  scopes: ['sites:read'],
  state: 'active',
  owner_account_id: '0199a3c4-0000-7f80-9a1b-2c3d4e5f6a7b',
  secrets: [{ slot: 1, created_at: '2026-11-20T08:00:00.000Z' }],
  created_at: '2026-11-20T08:00:00.000Z',
  last_used_at: '2026-11-21T02:00:00.000Z',
};

const USER: Example = {
  id: '0199a3c4-0000-7f80-9a1b-2c3d4e5f6a7b',
  email: 'claire@example.org',
  display_name: 'Claire',
  scopes: ['sites:read'],
  state: 'active',
  restricted: false,
  created_at: '2026-11-20T08:00:00.000Z',
  last_login_at: '2026-11-21T08:00:00.000Z',
};

const header = (description: string): { description: string; schema: { type: 'string' } } => ({
  description,
  schema: { type: 'string' },
});
const ETAG = { ETag: header('Strong: changes with the body.') };
const LOCATION = { Location: header('The path of the new item.') };

const object = (example: Example): { type: 'object'; additionalProperties: true; example: Example } => ({
  type: 'object',
  additionalProperties: true,
  example,
});

const answer = (description: string, example: Example, status = 200): MethodDecorator =>
  ApiResponse({
    status,
    description,
    headers: status === 201 ? { ...ETAG, ...LOCATION } : ETAG,
    schema: object(example),
  });

const page = (example: Example): MethodDecorator =>
  ApiResponse({
    status: 200,
    description: 'One page, or all that match.',
    schema: object({ data: [example], meta: { limit: 20, has_more: false, total: 1 }, links: { self: '/' } }),
  });

export const PATH_ID = ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } });
const IF_MATCH = ApiHeader({
  name: 'If-Match',
  required: false,
  description: 'The ETag that it must still have, else 412.',
  schema: { type: 'string' },
});

const CONDITIONS = { 412: ['identity.stale-version'], 428: ['platform.precondition-required'] };

/** A read of one item: its id, and what the caller has of it already. */
export const ReadsOne = (): MethodDecorator =>
  applyDecorators(
    PATH_ID,
    ApiHeader({
      name: 'If-None-Match',
      required: false,
      description: 'An ETag that is known: 304 where it is still the same.',
      schema: { type: 'string' },
    }),
    ApiResponse({ status: 304, description: 'Unchanged since `If-None-Match`.' }),
  );

/** A write of one item: its id, and the condition that the caller may state. */
export const WritesOne = (): MethodDecorator => applyDecorators(PATH_ID, IF_MATCH, Refuses(CONDITIONS));

export const AnswersClients = (): MethodDecorator => page(CLIENT);
export const AnswersClient = (): MethodDecorator => answer('The client.', CLIENT);
export const AnswersSecret = (status: 200 | 201): MethodDecorator =>
  answer('The client, with its new secret.', { ...CLIENT, client_secret: 'kx9…' }, status);

export const AnswersUsers = (): MethodDecorator => page(USER);
export const AnswersUser = (): MethodDecorator => answer('The account.', USER);
