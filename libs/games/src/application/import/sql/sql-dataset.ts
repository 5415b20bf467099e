import type { Publication, RecordReader, SourceLocation } from '@hexagone/ingestion';
import type { Bilingual } from '@hexagone/kernel';
import type { Mappings } from '../../../domain/mapping/mappings';
import type { SqlFault } from '../../../domain/relational/sql-game';
import { GameDataset } from '../game-dataset';
import { SqlPart } from './sql-part';

const MESSAGES: Readonly<Record<SqlFault['code'], Bilingual>> = {
  mapping_missing: { en: 'The mapping is not named.', fr: 'La correspondance n’est pas nommée.' },
  id_missing: { en: 'The game has no id.', fr: 'Le jeu n’a pas d’identifiant.' },
  name_missing: { en: 'The game has no name.', fr: 'Le jeu n’a pas de nom.' },
  date_malformed: {
    en: 'The date is no instant of the years 1 to 9999.',
    fr: 'La date n’est pas un instant des années 1 à 9999.',
  },
  rating_malformed: { en: 'The rating is no number from 0 to 100.', fr: 'La note n’est pas un nombre de 0 à 100.' },
};

export interface RecordSources {
  readonly embedded?: readonly SourceLocation[];
  /** Null: no address is configured, and nothing is asked. */
  readonly reader: RecordReader | null;
}

/** Games of another PostgreSQL, by a mapping of its tables. */
export const sqlDataset = (
  publication: Publication,
  mappings: Mappings,
  { embedded = [], reader }: RecordSources,
): GameDataset =>
  new GameDataset({
    name: 'games-sql',
    card: {
      title: { en: 'Video games of a PostgreSQL database', fr: 'Jeux vidéo d’une base PostgreSQL' },
      publisher: 'the owner of the database',
      licence: 'as its mapping says',
      homepage: 'https://www.postgresql.org/',
      vintage: 'as asked',
      personal: false,
      raw: 'kept',
    },
    parts: [new SqlPart(publication, mappings)],
    embedded,
    channels: reader
      ? [
          {
            ...{ name: 'database', cron: '10 4 * * *', timeZone: 'Europe/Paris', jitterSeconds: 600 },
            locations: () => [{ kind: 'reader', name: 'sql', part: 'games', reader }],
          },
        ]
      : [],
    urls: false,
    messages: MESSAGES,
  });
