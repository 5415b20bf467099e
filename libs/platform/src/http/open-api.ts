import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { RouteTable } from './edge/route-table';
import { withPolicies } from './open-api-policies';

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
