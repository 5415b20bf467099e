import { PROBLEM_JSON } from '@hexagone/platform';
import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';

const content = { [PROBLEM_JSON]: { schema: { $ref: '#/components/schemas/Problem' } } };

/** What a route answers beside what every route can: status → codes of problems. */
export const Refuses = (codes: Readonly<Record<number, readonly string[]>>): MethodDecorator =>
  applyDecorators(
    ...Object.entries(codes).map(([status, names]) =>
      ApiResponse({
        status: Number(status),
        description: names.map((name) => `\`identity.${name}\``).join(', '),
        content,
      }),
    ),
  );
