import { Refuses } from '@hexagone/platform';
import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiOkResponse } from '@nestjs/swagger';

const text = (description: string): { type: 'string'; description: string } => ({ type: 'string', description });

const CREDENTIALS = {
  client_id: text('Where no Basic header says it.'),
  client_secret: text('Likewise.'),
};

const FORMS = {
  grant_type: {
    grant_type: { type: 'string' as const, enum: ['client_credentials', 'refresh_token'] },
    scope: text('Scopes, separated by blanks; absent: all that are granted.'),
    refresh_token: text('With `grant_type=refresh_token`.'),
    ...CREDENTIALS,
  },
  token: {
    token: text('An access token or a refresh token.'),
    token_type_hint: text('Taken, and not needed.'),
    ...CREDENTIALS,
  },
};

/** The form whose one required parameter this is. */
export const TakesTokenForm = (required: keyof typeof FORMS): MethodDecorator =>
  ApiBody({ schema: { type: 'object', required: [required], properties: FORMS[required] } });

const MALFORMED = ['identity.invalid-request', 'identity.unauthorized-client'];
const STRANGERS = { 401: ['identity.invalid-client'], 429: ['identity.too-many-attempts'] };

export const AnswersTokens = (): MethodDecorator =>
  applyDecorators(
    ApiOkResponse({
      description: 'RFC 6749 §5.1.',
      schema: {
        type: 'object',
        additionalProperties: true,
        example: { access_token: 'eyJ…', token_type: 'Bearer', expires_in: 600, scope: 'sites:read' },
      },
    }),
    Refuses({
      400: [...MALFORMED, 'identity.invalid-grant', 'identity.invalid-scope', 'identity.unsupported-grant-type'],
      ...STRANGERS,
    }),
  );

export const AnswersRevocation = (): MethodDecorator =>
  applyDecorators(
    ApiOkResponse({ description: 'It is worth nothing, whatever it was.' }),
    Refuses({ 400: MALFORMED, ...STRANGERS }),
  );
