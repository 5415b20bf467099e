import { Formats, OpenData, Versioned } from '@hexagone/platform';
import { applyDecorators, UseGuards } from '@nestjs/common';
import { ApiExtension, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { TerritoryPublished } from './territory-published';

/** The representations of areas. */
export type AreaFormat = 'json' | 'geojson' | 'csv' | 'ndjson';

interface Documented {
  readonly title: string;
  readonly fr: string;
  readonly description: string;
  readonly example: unknown;
}

/** What moves the answers of every read. */
export const PUBLISHED_BY = ['territory', 'communes-csv'] as const;

/** Every read of the territory: open data, published by these datasets, unavailable until they are. */
export const TerritoryReads = (): ClassDecorator =>
  applyDecorators(OpenData(), Versioned(PUBLISHED_BY), UseGuards(TerritoryPublished));

const LIST_HEADERS = {
  'X-Total-Count': { description: 'Number of matches, whatever the page.', schema: { type: 'integer' as const } },
  'X-Limit': {
    description: 'The limit applied, where the one given was too high.',
    schema: { type: 'integer' as const },
  },
  Link: { description: 'first, prev, next, last, where a limit was given.', schema: { type: 'string' as const } },
};

const PATH_HEADER = {
  'Content-Location': {
    description: 'The true path, where the one asked was repaired or led elsewhere.',
    schema: { type: 'string' as const },
  },
};

const documented = ({ title, fr, description }: Documented): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary: title, description: `${description}\n\n*${fr}*` }),
    ApiExtension('x-title-fr', fr),
  );

/** A bare array of areas. */
export const AreaList = (document: Documented, ...formats: AreaFormat[]): MethodDecorator =>
  applyDecorators(
    Formats(...formats),
    documented(document),
    ApiOkResponse({
      description: document.title,
      headers: LIST_HEADERS,
      schema: { type: 'array', items: { type: 'object', additionalProperties: true }, example: [document.example] },
    }),
  );

/** One area. */
export const AreaItem = (document: Documented, ...formats: AreaFormat[]): MethodDecorator =>
  applyDecorators(
    Formats(...formats),
    documented(document),
    ApiOkResponse({
      description: document.title,
      headers: PATH_HEADER,
      schema: { type: 'object', additionalProperties: true, example: document.example },
    }),
  );
