import type { Fault, RawRecord, SourceContract, Verdict } from '@hexagone/ingestion';
import { sqlFaults, sqlGame, sqlRecord, sqlSourceKey } from '../../../domain/relational/sql-game';
import { GamePart } from '../game-part';
import type { ReadRecord } from '../record-row';

const REQUIRED: readonly string[] = ['mapping', 'id', 'game'];
const COLUMNS = ['mapping', 'scheme', 'licence', 'id', 'game', 'releases', 'genres', 'companies', 'texts'];
const RECORD_BYTES = 4 * 1024 * 1024;

const FILE = {
  en: 'A file of this dataset is NDJSON, such as the vestimlib.ndjson of `hexagone sample games`; a database is read from GAMES_SQL_URL.',
  fr: 'Un fichier de ce jeu de données est en NDJSON, comme le vestimlib.ndjson de `hexagone sample games` ; une base se lit par GAMES_SQL_URL.',
};

/** Games of a database with all that belongs to them: what its reader appends, or a file of the same objects. */
export class SqlPart extends GamePart {
  override readonly name = 'games';
  readonly contract: SourceContract = {
    version: 1,
    formats: ['ndjson'],
    columns: COLUMNS.map((name) => ({ name, required: REQUIRED.includes(name) })),
    recordBytes: RECORD_BYTES,
    file: FILE,
  };

  protected read({ fields }: RawRecord): Verdict<ReadRecord> {
    const game = sqlGame(fields);
    const [first, ...others] = sqlFaults(game) as readonly Fault[];
    if (first) return { reject: [first, ...others] };
    return { take: { sourceKey: sqlSourceKey(game), raw: fields, facts: sqlRecord(game, this.mappings) } };
  }
}
