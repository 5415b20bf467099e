import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Maybe } from './fields';
import { wireName } from './wire-names';

/** A parameter that may be absent, with what it means. */
export const Told =
  (word: PropertyDecorator, description: string, example?: unknown): PropertyDecorator =>
  (target, key) => {
    const said = { name: wireName(String(key)), description, ...(example !== undefined && { example }) };
    applyDecorators(Maybe(word), ApiPropertyOptional(said))(target, key);
  };
