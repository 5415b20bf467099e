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

const answer = (description: string, example: Example, status = 200): MethodDecorator =>
  ApiResponse({ status, description, schema: { type: 'object', additionalProperties: true, example } });

const page = (example: Example): MethodDecorator =>
  answer('One page, or all that match.', {
    data: [example],
    meta: { limit: 20, has_more: false, total: 1 },
    links: { self: '/' },
  });

export const PATH_ID = ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } });
const IF_MATCH = ApiHeader({
  name: 'If-Match',
  required: false,
  description: 'The ETag that it must still have, else 412.',
  schema: { type: 'string' },
});

/** A route of one item: its id, and the condition that a write may state. */
export const OfOne = (): MethodDecorator => applyDecorators(PATH_ID, IF_MATCH);

export const AnswersClients = (): MethodDecorator => page(CLIENT);
export const AnswersClient = (): MethodDecorator => answer('The client.', CLIENT);
export const AnswersSecret = (status: 200 | 201): MethodDecorator =>
  answer('The client, with its new secret.', { ...CLIENT, client_secret: 'kx9…' }, status);

export const AnswersUsers = (): MethodDecorator => page(USER);
export const AnswersUser = (): MethodDecorator => answer('The account.', USER);
