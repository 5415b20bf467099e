import type { OptionRule, Publication, RecordReader, SourceLocation } from '@hexagone/ingestion';
import type { Mappings } from '../../../domain/mapping/mappings';
import { GameDataset } from '../game-dataset';
import { IGDB_MESSAGES } from './igdb-messages';
import { IgdbPart } from './igdb-part';

const OPTIONS = {
  full: {
    type: 'boolean',
    description: {
      en: 'Every game again, not only those that changed; what is gone is withdrawn.',
      fr: 'Tous les jeux à nouveau, et pas seulement ceux qui ont changé ; ce qui a disparu est retiré.',
    },
  },
  filter: {
    type: 'text',
    pattern: /^[^;]{1,1000}$/,
    description: {
      en: 'Which games, in Apicalypse: release_dates.y = 2024. Default: IGDB_FILTER.',
      fr: 'Quels jeux, en Apicalypse : release_dates.y = 2024. Par défaut : IGDB_FILTER.',
    },
  },
} as const satisfies Readonly<Record<string, OptionRule>>;

export interface IgdbSources {
  readonly embedded?: readonly SourceLocation[];
  /** Null: no client is registered with IGDB, and nothing is asked of it. */
  readonly reader: RecordReader | null;
}

/** Games of IGDB: by its API, page by page, or from a file of the same objects. */
export const igdbDataset = (
  publication: Publication,
  mappings: Mappings,
  { embedded = [], reader }: IgdbSources,
): GameDataset =>
  new GameDataset({
    name: 'games-igdb',
    card: {
      title: { en: 'Video games of IGDB', fr: 'Jeux vidéo d’IGDB' },
      publisher: 'IGDB (Twitch Interactive)',
      licence: 'Twitch Developer Services Agreement: attribution to IGDB.com; texts must not be redistributed',
      homepage: 'https://www.igdb.com/api',
      vintage: 'as asked',
      personal: false,
      raw: 'kept',
    },
    parts: [new IgdbPart(publication, mappings)],
    embedded,
    channels: reader
      ? [
          {
            ...{ name: 'api', cron: '20 3 * * 1', timeZone: 'Europe/Paris', jitterSeconds: 3600 },
            locations: () => [{ kind: 'reader', name: 'igdb', part: 'games', reader }],
          },
        ]
      : [],
    options: OPTIONS,
    messages: IGDB_MESSAGES,
  });
