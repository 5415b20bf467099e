import { type DomainError, INVALID_DOCUMENT, pointerTo, refusal, sayUnknown } from '@hexagone/kernel';
import { type Document, malformed, type PlacedDocument } from './document-shape';

const SITES = 'sites';
const MOST_SITES = 1000;

/** The documents of the body of a batch; throws if it holds anything else. */
export function batchDocuments(body: Document): unknown {
  const others = Object.keys(body).filter((name) => name !== SITES);
  if (others.length > 0)
    throw refusal(
      INVALID_DOCUMENT,
      others.map((name) => ({ pointer: pointerTo(name), ...sayUnknown(name, [SITES]) })),
    );
  return body[SITES];
}

/** Each document with its place in the batch; throws unless they are a list of 1 to 1000. */
export function placedInBatch(documents: unknown): readonly PlacedDocument[] {
  if (!Array.isArray(documents) || documents.length === 0 || documents.length > MOST_SITES) throw notABatch();
  return documents.map((document: unknown, index) => ({ document, place: `/${SITES}/${index}` }));
}

const notABatch = (): DomainError =>
  malformed({
    pointer: `/${SITES}`,
    code: 'not-a-list',
    detail: {
      en: `${SITES} must be a list of 1 to ${MOST_SITES} documents`,
      fr: `${SITES} doit être une liste de 1 à ${MOST_SITES} documents`,
    },
  });
