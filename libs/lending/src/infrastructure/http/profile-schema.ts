import type { AnswerSchema } from './answers';

const EXAMPLE = {};

export const PROFILE: AnswerSchema = { type: 'object', additionalProperties: true, example: EXAMPLE };
