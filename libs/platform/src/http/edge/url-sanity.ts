import { DomainError, type Bilingual } from '@hexagone/kernel';
import type { FastifyRequest } from 'fastify';
import { INVALID_PARAMETERS, MALFORMED_URL, MISSING_HOST, URL_TOO_LONG } from '../problems';
import { isForbiddenName, refuseCharacter, refuseName } from './json-body';
import { LIMITS } from './limits';

function decodes(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

export const malformedUrl = (): DomainError =>
  new DomainError(MALFORMED_URL, {
    en: 'A percent sign must begin the code of a UTF-8 byte, such as %C3%A9.',
    fr: "Un signe pour cent doit commencer le code d'un octet UTF-8, comme %C3%A9.",
  });

export const urlTooLong = (): DomainError =>
  new DomainError(URL_TOO_LONG, {
    en: `A URL has at most ${String(LIMITS.urlCharacters)} characters, a part of its path ${String(LIMITS.parameterCharacters)}.`,
    fr: `Une URL a au plus ${String(LIMITS.urlCharacters)} caractères, une partie de son chemin ${String(LIMITS.parameterCharacters)}.`,
  });

/** Each parameter once; lists are written with commas. */
function checkQuery(query: Readonly<Record<string, unknown>>): void {
  for (const name in query) {
    const value = query[name];
    if (isForbiddenName(name)) refuseName(name, { parameter: name });
    if (!Array.isArray(value)) continue;
    const detail: Bilingual = { en: `${name} is given more than once`, fr: `${name} est donné plus d'une fois` };
    throw new DomainError(INVALID_PARAMETERS, detail, { faults: [{ parameter: name, code: 'repeated', detail }] });
  }
}

/** What is wrong with the request line and the Host header, before anybody interprets them. */
export function checkUrl(request: FastifyRequest): void {
  const { url = '', httpVersion, headers } = request.raw;
  if (url.length > LIMITS.urlCharacters) throw urlTooLong();
  if (headers.host === undefined && httpVersion === '1.1')
    throw new DomainError(MISSING_HOST, {
      en: 'HTTP/1.1 requires a Host header.',
      fr: 'HTTP/1.1 exige un en-tête Host.',
    });
  if (url.includes('%')) {
    if (!decodes(url)) throw malformedUrl();
    if (url.includes('%00')) refuseCharacter(culprit(request.query as Record<string, unknown>));
  }
  if (url.includes('?')) checkQuery(request.query as Record<string, unknown>);
}

function culprit(query: Readonly<Record<string, unknown>>): { parameter?: string } {
  const parameter = Object.keys(query).find((name) => `${name}${String(query[name])}`.includes('\0'));
  return parameter === undefined ? {} : { parameter: parameter.replaceAll('\0', '') };
}
