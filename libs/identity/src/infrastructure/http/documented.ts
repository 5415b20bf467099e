import { applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiOperation, ApiTags } from '@nestjs/swagger';

interface Words {
  readonly title: string;
  readonly fr: string;
  readonly about?: string;
}

/** What a route does, in both languages. */
export const Documented = ({ title, fr, about }: Words): MethodDecorator =>
  applyDecorators(
    ApiTags('identity'),
    ApiOperation({ summary: title, description: `${about === undefined ? '' : `${about}\n\n`}*${fr}.*` }),
    ApiExtension('x-title-fr', fr),
  );
