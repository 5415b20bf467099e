import { applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

/** A JSON Schema with an example, as OpenAPI 3.1 takes it. */
export type AnswerSchema = Readonly<Record<string, unknown>>;

interface Words {
  readonly title: string;
  readonly fr: string;
  readonly about: string;
}

/** What a route does, in both languages, and the exact shape of its answer. */
export const Answers = (schema: AnswerSchema, { title, fr, about }: Words): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary: title, description: `${about}\n\n*${fr}.*` }),
    ApiExtension('x-title-fr', fr),
    ApiOkResponse({ description: `${title}.`, schema }),
  );
