import { DomainError } from '@hexagone/kernel';
import type { FastifyRequest } from 'fastify';
import { FOREIGN_ORIGIN } from '../problems';

const HARMLESS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A browser lets any page send simple requests to a service of its user's machine, and names the page's origin. Only our
 * own pages and those of the listed origins may write.
 */
export function refuseForeignPages({ method, headers }: FastifyRequest, origins: readonly string[]): void {
  const { origin, host } = headers;
  if (origin === undefined || HARMLESS.has(method) || origins.includes(origin)) return;
  if (origin === `http://${host ?? ''}` || origin === `https://${host ?? ''}`) return;
  throw new DomainError(FOREIGN_ORIGIN, {
    en: 'Add the origin to HEXAGONE_CORS_ORIGINS to let its pages write.',
    fr: 'Ajoutez l’origine à HEXAGONE_CORS_ORIGINS pour laisser ses pages écrire.',
  });
}
