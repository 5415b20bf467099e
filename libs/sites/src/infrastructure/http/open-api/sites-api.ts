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
  }
}

type Described = Record<string, { requestBody?: unknown; responses?: object } | undefined>;

function describe({ paths }: OpenAPIObject, operations: Operations): void {
  for (const [route, { body, responses }] of Object.entries(operations)) {
    const [method = '', path = ''] = route.split(' ');
    const operation = (paths[path] as unknown as Described | undefined)?.[method.toLowerCase()];
    if (!operation) throw new Error(`${route} is described, and not served`);
    if (body) operation.requestBody = body;
    operation.responses = { ...operation.responses, ...responses };
  }
}
