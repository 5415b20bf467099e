import { DomainError } from '@hexagone/kernel';
import type { FastifyRequest } from 'fastify';
import { weightOf } from '../language';
import { INVALID_PARAMETERS, NOT_ACCEPTABLE } from '../problems';
import type { Format, RouteTraits } from '../route';

export const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  json: 'application/json',
  geojson: 'application/geo+json',
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
  html: 'text/html',
  yaml: 'application/yaml',
};

const JSON_ONLY: readonly Format[] = ['json'];

function byAccept(accept: string, offered: readonly Format[]): Format {
  const weighed = offered.map((format) => {
    const type = MEDIA_TYPES[format];
    return { format, weight: weightOf(accept, [type, `${type.split('/', 1)[0] ?? ''}/*`, '*/*']) };
  });
  const best = weighed.reduce((winner, candidate) => (candidate.weight > winner.weight ? candidate : winner));
  if (best.weight > 0) return best.format;
  const types = offered.map((format) => MEDIA_TYPES[format]).join(', ');
  throw new DomainError(NOT_ACCEPTABLE, { en: `This route answers ${types}.`, fr: `Cette route répond en ${types}.` });
}

function byName(name: string, offered: readonly Format[]): Format {
  const format = offered.find((known) => known === name);
  if (format) return format;
  const detail = {
    en: `format must be one of ${offered.join(', ')}`,
    fr: `format doit être parmi ${offered.join(', ')}`,
  };
  throw new DomainError(INVALID_PARAMETERS, detail, {
    faults: [{ parameter: 'format', code: 'not-a-choice', detail }],
  });
}

/** `?format=` wins over `Accept`; the parameter is then used up. Pages and probes of the platform negotiate nothing. */
export function negotiate(request: FastifyRequest, { formats, access }: RouteTraits): Format {
  const { accept } = request.headers;
  const query = request.query as Record<string, unknown>;
  if (formats && typeof query['format'] === 'string') {
    const format = byName(query['format'], formats);
    delete query['format'];
    return format;
  }
  if (accept === undefined || accept === '*/*' || (!formats && access?.kind === 'public'))
    return formats?.[0] ?? 'json';
  return byAccept(accept, formats ?? JSON_ONLY);
}
