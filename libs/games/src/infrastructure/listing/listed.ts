import { Documented, Formats, type Words } from '@hexagone/platform';
import { applyDecorators, Get } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';

const HEADERS = {
  Link: { description: 'next and prev, where there is one.', schema: { type: 'string' as const } },
  'X-Limit': {
    description: 'The limit applied, where the one given was too high.',
    schema: { type: 'integer' as const },
  },
};

/** A collection of the catalogue: a page as JSON, or all that match as CSV or NDJSON. `example`: of a page. */
export const Listed = (
  path: string,
  { example, about, ...words }: Words & { readonly about: string; readonly example: object },
): MethodDecorator =>
  applyDecorators(
    Get(path),
    Formats('json', 'csv', 'ndjson'),
    Documented({ ...words, about: `${about} CSV and NDJSON hold all that match, or as many as \`limit\` says.` }),
    ApiOkResponse({
      description: 'One page, or all that match.',
      headers: HEADERS,
      schema: { type: 'object', additionalProperties: true, example },
    }),
  );

/** A page of one item. */
export const pageOf = (item: object, self: string): object => ({
  data: [item],
  meta: { limit: 20, has_more: false, total: 1 },
  links: { self },
});
