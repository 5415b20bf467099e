import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from './refusal';

const JSON_TYPES = /^application\/(?:vnd\.elasticsearch\+)?(?:json|x-ndjson)$/u;

const refused = (reason: string): Refusal => new Refusal(400, 'media_type_header_exception', reason);

function compatibility(type: string): string | undefined {
  return /compatible-with=(\d+)/u.exec(type)?.[1];
}

/** Throws where the server would not take these headers. */
export function checkMediaTypes(headers: IncomingHttpHeaders, hasBody: boolean, isBulk: boolean): void {
  const [content = '', accept = ''] = [headers['content-type'], headers.accept];
  for (const type of [content, accept]) {
    const version = compatibility(type);
    if (version !== undefined && !['8', '9'].includes(version)) {
      throw refused(`A compatible version is required to be either version 8 or 9 but was [${type}]`);
    }
  }
  if (!hasBody) return;
  const [name = ''] = content.split(';').map((one) => one.trim().toLowerCase());
  if (!JSON_TYPES.test(name)) {
    throw new Refusal(406, 'media_type_header_exception', `Content-Type header [${content}] is not supported`);
  }
  if (isBulk !== name.endsWith('ndjson') && !(isBulk && name === 'application/json')) {
    throw new Refusal(406, 'media_type_header_exception', `Content-Type header [${content}] is not supported here`);
  }
  if (accept.includes('vnd.elasticsearch') && compatibility(accept) !== compatibility(content)) {
    throw refused('A compatible version is required on both Content-Type and Accept headers');
  }
}
