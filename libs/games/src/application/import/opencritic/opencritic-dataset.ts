import type { Publication, SourceLocation } from '@hexagone/ingestion';
import type { Mappings } from '../../../domain/mapping/mappings';
import { GameDataset } from '../game-dataset';
import { OPENCRITIC_MESSAGES } from './opencritic-messages';
import { OpencriticPart } from './opencritic-part';

/** Ratings of OpenCritic. A file is the whole of it: what it no longer holds is withdrawn. */
export const opencriticDataset = (
  publication: Publication,
  mappings: Mappings,
  embedded: readonly SourceLocation[] = [],
): GameDataset =>
  new GameDataset({
    name: 'games-opencritic',
    card: {
      title: { en: 'Video games: ratings of OpenCritic', fr: 'Jeux vidéo : notes d’OpenCritic' },
      publisher: 'OpenCritic',
      licence: 'OpenCritic’s terms: the file is brought by the operator, and is not to be redistributed',
      homepage: 'https://opencritic.com/',
      vintage: 'as brought by the operator',
      personal: false,
      raw: 'kept',
    },
    parts: [new OpencriticPart(publication, mappings)],
    embedded,
    options: {
      year: {
        type: 'text',
        pattern: /^(?:19|20)\d\d$/,
        description: {
          en: 'Year in which the games of the file came out: 2024. Default: unknown.',
          fr: 'Année de sortie des jeux du fichier : 2024. Par défaut : inconnue.',
        },
      },
    },
    messages: OPENCRITIC_MESSAGES,
  });
