import type { INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { RouteTable } from './edge/route-table';
import { withPolicies } from './open-api-policies';

/**
 * What a module says of its routes that depends on data and not on code alone, such as schemas derived from a list. Every
 * provider that extends it is asked, before policies and problems are added.
 */
export abstract class ApiSupplement {
  abstract supplement(document: OpenAPIObject): void;
}

function supplement(app: INestApplication, document: OpenAPIObject): void {
  for (const { providers } of app.get(ModulesContainer).values())
    for (const { instance } of providers.values()) if (instance instanceof ApiSupplement) instance.supplement(document);
}

/** OpenAPI 3.1 of every route, with the problems it can answer and the scopes it needs. */
export function describeApi(app: INestApplication, routes: RouteTable, version: string): OpenAPIObject {
  const described = new DocumentBuilder()
    .setTitle('Hexagone')
    .setDescription(
      'One self-hosted backend for French public and partner data.\n\n*Un seul service, à héberger soi-même, pour des données publiques françaises.*',
    )
    .setVersion(version)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .setOpenAPIVersion('3.1.0')
    .addServer('/')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'Access token, where access is protected.' }, 'token')
    .build();
  const document = SwaggerModule.createDocument(app, described, { operationIdFactory: (_, method) => method });
  supplement(app, document);
  return withPolicies(document, routes);
}

/** `/docs` for people, with assets served from here, and `/openapi.json`. */
export function serveDocumentation(app: INestApplication, document: () => OpenAPIObject): void {
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: 'openapi.json',
    yamlDocumentUrl: 'openapi.yaml',
    customSiteTitle: 'Hexagone',
  });
}
