import type { Fault, Publication, RawRecord, SourceContract, Verdict } from '@hexagone/ingestion';
import { documentFaults, documentKey, documentRecord, gameDocument } from '../../../domain/documents/document-record';
import type { Mappings } from '../../../domain/mapping/mappings';
import { GamePart } from '../game-part';
import type { ReadRecord } from '../record-row';

const RECORD_BYTES = 4 * 1024 * 1024;

/** Documents about games: hits of an index as its reader appends them, or a file of the same objects. */
export class DocumentPart extends GamePart {
  override readonly name = 'documents';
  readonly contract: SourceContract = {
    version: 1,
    formats: ['ndjson'],
    columns: ['_index', '_id', '_source'].map((name) => ({ name, required: true })),
    recordBytes: RECORD_BYTES,
  };

  constructor(
    publication: Publication,
    mappings: Mappings,
    /** Whose ids the documents have; null: the engine's own. */
    private readonly scheme: string | null,
  ) {
    super(publication, mappings);
  }

  protected read({ fields }: RawRecord): Verdict<ReadRecord> {
    const document = gameDocument(fields);
    const [first, ...others] = documentFaults(document, this.scheme) as readonly Fault[];
    if (first) return { reject: [first, ...others] };
    const facts = documentRecord(document, this.scheme);
    return { take: { sourceKey: documentKey(document), raw: fields, facts } };
  }
}
