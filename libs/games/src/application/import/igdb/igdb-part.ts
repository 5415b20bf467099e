import type { Fault, RawRecord, SourceContract, Verdict } from '@hexagone/ingestion';
import { igdbFaults, igdbRecord } from '../../../domain/igdb/igdb-game';
import { GamePart } from '../game-part';
import type { ReadRecord } from '../record-row';
import { IGDB_MEMBERS } from './igdb-members';

const REQUIRED: readonly string[] = ['id', 'name'];
const RECORD_BYTES = 4 * 1024 * 1024;

/** Games as IGDB's API v4 gives them: what its reader appends, or a file of the same objects. */
export class IgdbPart extends GamePart {
  override readonly name = 'games';
  readonly contract: SourceContract = {
    version: 1,
    formats: ['json', 'ndjson'],
    columns: IGDB_MEMBERS.map((name) => ({ name, required: REQUIRED.includes(name) })),
    recordBytes: RECORD_BYTES,
  };

  protected read({ fields }: RawRecord): Verdict<ReadRecord> {
    const [first, ...others] = igdbFaults(fields) as readonly Fault[];
    if (first) return { reject: [first, ...others] };
    const sourceKey = String(Number(fields['id']));
    return { take: { sourceKey, raw: fields, facts: igdbRecord(fields, this.mappings) } };
  }
}
