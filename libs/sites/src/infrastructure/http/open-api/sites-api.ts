import { ApiSupplement } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Countries } from '../../../domain/countries';
import { countrySchemas } from './country-schemas';
import { groupSchemas } from './group-schemas';
import { groupOperations } from './group-operations';
import { linkOperations } from './link-operations';
import { listSchemas } from './list-schemas';
import type { Operations } from './operations';
import { ID, type Schema } from './schema';
import { siteOperations } from './site-operations';
import { siteSchemas } from './site-schemas';

/** Bodies, answers and problems of every route of sites, groups and countries, derived from the packs. */
@Injectable()
export class SitesApi extends ApiSupplement {
  constructor(private readonly countries: Countries) {
    super();
  }

  supplement(document: OpenAPIObject): void {
    const schemas = { ...siteSchemas(this.countries), ...groupSchemas, ...countrySchemas };
    document.components = {
      ...document.components,
      schemas: { ...document.components?.schemas, ...(schemas as Record<string, object>) },
    };
    describe(document, siteOperations(this.countries));
    describe(document, groupOperations);
    describe(document, linkOperations);
    describe(document, listSchemas(this.countries));
    describeIds(document);
  }
}

interface Described {
  requestBody?: unknown;
  responses?: object;
  parameters?: readonly Schema[];
}

function describe({ paths }: OpenAPIObject, operations: Operations): void {
  for (const [route, { body, responses, headers = [] }] of Object.entries(operations)) {
    const [method = '', path = ''] = route.split(' ');
    const operation = (paths[path] as unknown as Record<string, Described> | undefined)?.[method.toLowerCase()];
    if (!operation) throw new Error(`${route} is described, and not served`);
    if (body) operation.requestBody = body;
    operation.responses = { ...operation.responses, ...responses };
    operation.parameters = [...(operation.parameters ?? []), ...headers];
  }
}

/** The ids of the paths: a decorator of the parameter alone tells nothing of itself. */
function describeIds({ paths }: OpenAPIObject): void {
  for (const [path, item] of Object.entries(paths).filter(([path]) => /^\/(?:sites|groups)\//.test(path))) {
    const ids = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => idInPath(name));
    for (const operation of Object.values(item as unknown as Record<string, Described>))
      operation.parameters = [...ids, ...(operation.parameters ?? []).filter((known) => known['in'] !== 'path')];
  }
}

const idInPath = (name: string): Schema => {
  const { type, minimum, maximum, examples } = ID;
  return { name, in: 'path', required: true, schema: { type, minimum, maximum, examples } };
};
