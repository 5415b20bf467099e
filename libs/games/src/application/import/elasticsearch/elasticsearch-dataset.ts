import type { Publication, RecordReader, SourceLocation } from '@hexagone/ingestion';
import type { Bilingual } from '@hexagone/kernel';
import type { DocumentFault } from '../../../domain/documents/document-record';
import type { Mappings } from '../../../domain/mapping/mappings';
import { GameDataset } from '../game-dataset';
import { DocumentPart } from './document-part';

const MESSAGES: Readonly<Record<DocumentFault['code'] | 'unknown_record', Bilingual>> = {
  index_missing: { en: 'The document does not name its index.', fr: 'Le document ne nomme pas son index.' },
  id_missing: { en: 'The document has no id.', fr: 'Le document n’a pas d’identifiant.' },
  title_missing: { en: 'The document has no title.', fr: 'Le document n’a pas de titre.' },
  unknown_record: {
    en: 'The document has no title, and its id is that of no known game.',
    fr: 'Le document n’a pas de titre, et son identifiant n’est celui d’aucun jeu connu.',
  },
};

export interface DocumentSources {
  readonly embedded?: readonly SourceLocation[];
  /** Null: no address is configured, and nothing is asked. */
  readonly reader: RecordReader | null;
  /** Whose ids the documents have; null: the engine's own. */
  readonly scheme: string | null;
}

/** Texts about games from the index of another Elasticsearch. */
export const elasticsearchDataset = (
  publication: Publication,
  mappings: Mappings,
  { embedded = [], reader, scheme }: DocumentSources,
): GameDataset =>
  new GameDataset({
    name: 'games-elasticsearch',
    card: {
      title: { en: 'Video games of an Elasticsearch index', fr: 'Jeux vidéo d’un index Elasticsearch' },
      publisher: 'the owner of the index',
      licence: 'as agreed with the owner of the index',
      homepage: 'https://www.elastic.co/elasticsearch',
      vintage: 'as asked',
      personal: false,
      raw: 'kept',
    },
    parts: [new DocumentPart(publication, mappings, scheme)],
    embedded,
    channels: reader
      ? [
          {
            ...{ name: 'index', cron: '40 4 * * *', timeZone: 'Europe/Paris', jitterSeconds: 600 },
            locations: () => [{ kind: 'reader', name: 'elasticsearch', part: 'documents', reader }],
          },
        ]
      : [],
    urls: false,
    readAgain: true,
    messages: MESSAGES,
  });
