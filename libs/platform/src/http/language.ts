import type { Bilingual, Language } from '@hexagone/kernel';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** `fr;q=0.8` → ['fr', 0.8]; a weight that cannot be read counts as none. */
function weighted(part: string): [tag: string, weight: number] {
  const [tag = '', ...parameters] = part.split(';');
  const q = parameters.find((parameter) => parameter.trim().startsWith('q='));
  const weight = q === undefined ? 1 : Number(q.trim().slice(2));
  return [tag.trim().toLowerCase(), weight >= 0 && weight <= 1 ? weight : 0];
}

/** The weight of a header's entry for the first of these names that it mentions (most specific first). */
export function weightOf(header: string, names: readonly string[]): number {
  const entries = new Map(header.split(',').map(weighted));
  for (const name of names) {
    const weight = entries.get(name);
    if (weight !== undefined) return weight;
  }
  return 0;
}

/** French when the caller prefers it over English (RFC 9110 weights), else English. */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  if (!acceptLanguage) return 'en';
  const best = { en: 0, fr: 0 };
  for (const part of acceptLanguage.split(',').slice(0, 20)) {
    const [tag, weight] = weighted(part);
    const language = tag.split('-')[0];
    if (language === 'en' || language === 'fr') best[language] = Math.max(best[language], weight);
  }
  return best.fr > best.en ? 'fr' : 'en';
}

export const languageOf = (request: FastifyRequest): Language => preferredLanguage(request.headers['accept-language']);

export const said = (text: Bilingual, language: Language): string => text[language];

/** A controller's parameter: the language of the answer. The route says so: `@Versioned(…, { spoken: true })`. */
export const Spoken = createParamDecorator((_: unknown, context: ExecutionContext) =>
  languageOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
