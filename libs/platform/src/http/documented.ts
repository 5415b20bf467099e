import { applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiOperation, ApiResponse } from '@nestjs/swagger';

export interface Words {
  readonly title: string;
  readonly fr: string;
  readonly about?: string;
}

/** What a route does, in both languages. */
export const Documented = ({ title, fr, about }: Words): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary: title, description: `${about === undefined ? '' : `${about}\n\n`}*${fr}.*` }),
    ApiExtension('x-title-fr', fr),
  );

/** The problems that a route can answer beside those of every route, by status. */
export const Refuses = (problems: Readonly<Record<number, readonly string[]>>): MethodDecorator =>
  applyDecorators(
    ...Object.entries(problems).map(([status, codes]) =>
      ApiResponse({
        status: Number(status),
        description: codes.map((code) => `\`${code}\``).join(', '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      }),
    ),
  );
