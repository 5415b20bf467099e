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

const TOKEN = `Access token (RFC 9068), valid for ten minutes: \`POST /auth/login\` gives one to a person, \`POST /oauth/token\` to \
a program. It is sent in \`Authorization: Bearer …\` and nowhere else.

\`x-access\` of an operation says when it is needed: never (\`public\`, \`open-data\`), where access is protected (\`scopes\`), \
everywhere (\`always\`), everywhere and of a person (\`self\`). The scopes beside it are those that the token must hold. A \
token that is sent and not valid is refused on every operation.

*Jeton d'accès, valable dix minutes : \`POST /auth/login\` pour une personne, \`POST /oauth/token\` pour un programme.*`;

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
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: TOKEN }, 'token')
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
    swaggerOptions: { persistAuthorization: false },
  });
}
