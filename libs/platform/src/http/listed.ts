import { applyDecorators, Get } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Documented, type Words } from './documented';
import { Formats } from './route';

const HEADERS = {
  Link: { description: 'next and prev, where there is one.', schema: { type: 'string' as const } },
  'X-Limit': {
    description: 'The limit applied, where the one given was too high.',
    schema: { type: 'integer' as const },
  },
};

const EXPORTS = 'CSV and NDJSON hold all that match, or as many as `limit` says.';

export interface ListedWords extends Words {
  /** Of an item, where no schema says it. */
  readonly example?: object;
  /** Of what a page tells beside its items. */
  readonly beside?: object;
}

/** A collection: a page as JSON, or all that match as CSV or NDJSON. */
export const Listed = (path: string, { example, beside, about, ...words }: ListedWords): MethodDecorator =>
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
          example: { data: [example], meta: { limit: 20, has_more: false, total: 1 }, links: { self: '/' }, ...beside },
        },
      }),
    }),
  );
