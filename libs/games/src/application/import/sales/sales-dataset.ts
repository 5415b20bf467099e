import type { Publication, SourceLocation } from '@hexagone/ingestion';
import type { Mappings } from '../../../domain/mapping/mappings';
import { GameDataset } from '../game-dataset';
import { SALES_MESSAGES } from './sales-messages';
import { SalesPart } from './sales-part';

/** Copies sold by game and platform. A file is the whole of it: what it no longer holds is withdrawn. */
export const salesDataset = (
  publication: Publication,
  mappings: Mappings,
  embedded: readonly SourceLocation[] = [],
): GameDataset =>
  new GameDataset({
    name: 'games-sales',
    card: {
      title: { en: 'Video games: copies sold', fr: 'Jeux vidéo : exemplaires vendus' },
      publisher: 'VGChartz',
      licence: 'not stated: the file is brought by the operator, and is not to be redistributed',
      homepage: 'https://www.vgchartz.com/',
      vintage: 'as brought by the operator',
      personal: false,
      raw: 'kept',
    },
    parts: [new SalesPart(publication, mappings)],
    embedded,
    messages: SALES_MESSAGES,
  });
