import { DomainError, problem } from '@hexagone/kernel';
import { actorOf } from '@hexagone/platform';
import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import type { From, ImportRequest } from '../../application/import-request';
import type { ImportDocument, ReplayQuery, UploadQuery } from './imports.dto';

const FROM_REFUSED = problem('ingestion.from-refused', 'rule-broken', {
  en: 'No such source over HTTP',
  fr: 'Source impossible par HTTP',
});

type Caller = Pick<ImportRequest, 'trigger' | 'actor' | 'requestId'>;

/** Who asks, in the ledger's words. */
export const callerOf = (request: FastifyRequest): Caller => ({
  trigger: 'http',
  actor: actorOf(request),
  requestId: request.id,
});

export function importOf(document: ImportDocument, caller: Caller): ImportRequest {
  const { from, ...rest } = document;
  return { ...rest, from: fromOf(from), ...caller };
}

/** `query.dataset` is there: it is what makes the body a file. */
export const uploadOf = (query: UploadQuery, file: From, caller: Caller): ImportRequest => ({
  dataset: query.dataset ?? '',
  from: file,
  force: query.force,
  ...wishesOf(query),
  ...caller,
});

/** What a query can ask of any run. */
export const wishesOf = ({ dryRun, acceptGuards, reason }: ReplayQuery): Pick<ImportRequest, keyof ReplayQuery> => ({
  dryRun,
  acceptGuards,
  reason,
});

/** The body as a source. Its name means nothing: a file is known by its content. */
export function uploadedFile(request: FastifyRequest, body: Readable | undefined): From {
  const length = request.headers['content-length'];
  return {
    kind: 'upload',
    name: 'upload',
    body: body ?? nothing(),
    ...(length !== undefined && { length: Number(length) }),
  };
}

async function* nothing(): AsyncIterable<Uint8Array> {
  // An empty body: the run will say that its source is empty.
}

/** Never a path: a caller over HTTP sees nothing of this machine's files. */
function fromOf(text: string | undefined): From {
  if (text === undefined) return { kind: 'default' };
  if (text === 'embedded' || text === 'official') return { kind: text };
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) && URL.canParse(text)) return { kind: 'url', url: text };
  const detail = {
    en: 'from is “embedded”, “official” or a URL',
    fr: 'from vaut « embedded », « official » ou une URL',
  };
  throw new DomainError(FROM_REFUSED, detail, { faults: [{ pointer: '/from', code: 'not-a-source', detail }] });
}
