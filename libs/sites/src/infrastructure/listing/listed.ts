import { Formats } from '@hexagone/platform';
import { applyDecorators, Get } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Documented, type Words } from '../http/documented';

const HEADERS = {
  Link: { description: 'next and prev, where there is one.', schema: { type: 'string' as const } },
  'X-Limit': {
    description: 'The limit applied, where the one given was too high.',
    schema: { type: 'integer' as const },
  },
};

/** A collection: a page as JSON, or all that match as CSV or NDJSON. */
export const Listed = (path: string, words: Words): MethodDecorator =>
  applyDecorators(
    Get(path),
    Formats('json', 'csv', 'ndjson'),
    Documented({
      ...words,
      about: `${words.about ?? ''} CSV and NDJSON hold all that match, unless \`limit\` is given.`.trim(),
    }),
    ApiOkResponse({ description: 'One page, or all that match.', headers: HEADERS }),
  );
