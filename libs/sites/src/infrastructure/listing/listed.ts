import { Formats, Documented, type Words } from '@hexagone/platform';
import { applyDecorators, Get } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';

const HEADERS = {
  Link: { description: 'next and prev, where there is one.', schema: { type: 'string' as const } },
  'X-Limit': {
    description: 'The limit applied, where the one given was too high.',
    schema: { type: 'integer' as const },
  },
};

const EXPORTS = 'CSV and NDJSON hold all that match, or as many as `limit` says.';

/** A collection: a page as JSON, or all that match as CSV or NDJSON. `example`: of an item, where no schema says it. */
export const Listed = (
  path: string,
  { example, about, ...words }: Words & { readonly example?: Readonly<Record<string, unknown>> },
): MethodDecorator =>
  applyDecorators(
    Get(path),
    Formats('json', 'csv', 'ndjson'),
    Documented({ ...words, about: about === undefined ? EXPORTS : `${about} ${EXPORTS}` }),
    ApiOkResponse({
      description: 'One page, or all that match.',
      headers: HEADERS,
      ...(example && {
        schema: {
          type: 'object',
          additionalProperties: true,
          example: { data: [example], meta: { limit: 20, has_more: false, total: 1 }, links: { self: '/' } },
        },
      }),
    }),
  );
