import { type Json, listOf, objectOf, textOf } from '../record/json-values';
import type { GameRecord, GameText } from '../record/game-record';

/** A document of a search engine that tells of a game. */
export interface GameDocument {
  readonly index: string;
  readonly id: string;
  readonly source: Json;
}

export interface DocumentFault {
  readonly field: '_index' | '_id' | '_source';
  readonly code: 'index_missing' | 'id_missing' | 'title_missing';
}

/** A hit, or a line of a file of the same shape. */
export const gameDocument = (hit: Json): GameDocument => ({
  index: textOf(hit['_index']) ?? '',
  id: textOf(hit['_id']) ?? '',
  source: objectOf(hit['_source']),
});

/** A document whose id others know may go without a title: whether it is known is seen where the records are. */
export function documentFaults({ index, id, source }: GameDocument, scheme: string | null): readonly DocumentFault[] {
  return [
    ...(index === '' ? [{ field: '_index', code: 'index_missing' } as const] : []),
    ...(id === '' ? [{ field: '_id', code: 'id_missing' } as const] : []),
    ...(scheme === null && textOf(source['title']) === null
      ? [{ field: '_source', code: 'title_missing' } as const]
      : []),
  ];
}

export const documentKey = ({ index, id }: GameDocument): string => `${index}:${id}`;

/** `scheme`: whose ids the documents have; null: the engine's own. */
export const documentRecord = ({ id, source }: GameDocument, scheme: string | null): GameRecord => ({
  title: textOf(source['title']) ?? '',
  alternativeTitles: [],
  kind: 'game',
  externalIds: scheme === null ? [] : [`${scheme}:${id}`],
  ...{ editionOf: null, portOf: null, variant: null, firstRelease: null },
  ...{ releases: [], platforms: [], genres: [], themes: [], companies: [], ratings: [] },
  keywords: keywordsOf(source['keywords']),
  texts: (['summary', 'storyline'] as const).flatMap((kind): GameText[] => {
    const text = typeof source[kind] === 'string' ? source[kind].trim() : '';
    return text === '' ? [] : [{ kind, language: 'en', text }];
  }),
  ...{ cover: null, url: null, sales: null },
});

/** A list, or a text with commas. */
function keywordsOf(value: unknown): readonly string[] {
  const words = typeof value === 'string' ? value.split(',') : listOf(value);
  return [...new Set(words.flatMap((word) => textOf(word) ?? []))];
}
