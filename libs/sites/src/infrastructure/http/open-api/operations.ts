import type { Schema } from './schema';

/** What a route takes and answers, by `METHOD /path`. */
export type Operations = Readonly<
  Record<string, { readonly body?: Schema; readonly responses: Schema; readonly headers?: readonly Schema[] }>
>;

const header = (name: string, description: string): Schema => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string' },
});

export const IF_MATCH = header('If-Match', 'The ETag that the item must still have, else 412.');
export const IF_NONE_MATCH = header('If-None-Match', 'An ETag that is known: 304 where it is still the same.');
export const ACCEPT_LANGUAGE = header('Accept-Language', '`en` or `fr`.');

const JSON_TYPE = 'application/json';
const MERGE_PATCH = 'application/merge-patch+json';

export interface Example {
  readonly summary?: string;
  readonly value: unknown;
}

type Examples = Readonly<Record<string, Example>>;

const content = (schema: Schema, examples?: Examples): Schema => ({ schema, ...(examples && { examples }) });

export const jsonBody = (schema: Schema, examples: Examples): Schema => ({
  required: true,
  content: { [JSON_TYPE]: content(schema, examples) },
});

export const patchBody = (schema: Schema, examples: Examples): Schema => ({
  required: true,
  content: { [MERGE_PATCH]: content(schema, examples), [JSON_TYPE]: content(schema, examples) },
});

const ETAG = { description: 'Strong: changes with the body.', schema: { type: 'string' } };
const LOCATION = { description: 'The path of the new item.', schema: { type: 'string' } };

export const answer = (description: string, schema: Schema, examples?: Examples): Schema => ({
  description,
  content: { [JSON_TYPE]: content(schema, examples) },
});

export const item = (description: string, schema: Schema, examples?: Examples): Schema => ({
  ...answer(description, schema, examples),
  headers: { ETag: ETAG },
});

export const newItem = (description: string, schema: Schema, examples?: Examples): Schema => ({
  ...answer(description, schema, examples),
  headers: { ETag: ETAG, Location: LOCATION },
});

export const UNCHANGED: Schema = { 304: { description: 'Unchanged since `If-None-Match`.' } };
export const DONE: Schema = { 204: { description: 'Done; again does no harm.' } };
export const GONE: Schema = { 204: { description: 'Gone; again is 404.' } };
