import type { Bilingual } from '@hexagone/kernel';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { wireName } from './wire-names';

/** What the input pipe finds beside each rule. */
export interface FieldRule {
  readonly code: string;
  /** A code of its own for what is wrong with this value, such as that of a declared problem; undefined: it is absent. */
  readonly codeOf?: (value: unknown) => string | undefined;
  /** What the value must be: `must be a day …`. */
  readonly says: (value: unknown) => Bilingual;
  /** A query's value arrives as text: turns it into a value, or leaves it for the rule to refuse. */
  readonly read?: (text: string) => unknown;
}

export interface Word extends FieldRule {
  readonly holds: (value: unknown) => boolean;
  readonly schema: ApiPropertyOptions;
}

/** A decorator that is the rule, its documentation and its refusal at once. */
export const field =
  ({ holds, schema, ...context }: Word): PropertyDecorator =>
  (target, key) => {
    // Without a message the library drops the context.
    const options = { context, message: context.code };
    const rule = ValidateBy({ name: context.code, validator: { validate: holds } }, options);
    applyDecorators(ApiProperty({ ...schema, name: wireName(String(key)) }), rule)(target, key);
  };
