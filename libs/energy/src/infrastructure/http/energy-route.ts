import { type Format, Formats, OpenData, Versioned } from '@hexagone/platform';
import { applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { DATASET } from './series-answers';

interface Documented {
  readonly title: string;
  readonly fr: string;
  readonly description: string;
  readonly example: unknown;
}

const A_MINUTE = 60;

/** Every read of this context: open data, moved by one dataset; real time comes every quarter of an hour. */
export const EnergyReads = (): ClassDecorator => applyDecorators(OpenData(), Versioned(DATASET, { maxAge: A_MINUTE }));

export const Answers = ({ title, fr, description, example }: Documented, ...formats: Format[]): MethodDecorator =>
  applyDecorators(
    ...(formats.length > 0 ? [Formats(...formats)] : []),
    ApiOperation({ summary: title, description: `${description}\n\n*${fr}*` }),
    ApiExtension('x-title-fr', fr),
    ApiOkResponse({ description: title, schema: { type: 'object', additionalProperties: true, example } }),
  );
