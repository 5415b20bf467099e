import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { DEFAULT_SETTINGS } from '../../domain/matching/match-record';
import { matchRecords } from '../../domain/matching/match-records';
import { matchRows, type MatchRow, type Told } from './match-rows';
import { placedAnew } from './placing';

const RECORDS = 20_000;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes of the heap that what `make` answers keeps for each record. */
function kept<T>(make: () => T): { readonly made: T; readonly bytes: number } {
  collect();
  const before = process.memoryUsage().heapUsed;
  const made = make();
  collect();
  return { made, bytes: (process.memoryUsage().heapUsed - before) / RECORDS };
}

const told = (id: number): Told => ({
  ...{ id, source: 'igdb', source_key: String(id), title_key: `quiet harbour ${id}`, numbers: String(id) },
  ...{ numeral_form: 'arabic', variant: null, edition: null, qualifier: null, title_year: null, composite: false },
  ...{
    notes: '',
    kind: 'game',
    alternative_keys: '',
    first_year: 2005,
    families: 'playstation',
    company_keys: 'lantern',
  },
  ...{ external_ids: '', edition_of: null, port_of: null, game_id: null, role: null, rule: null, confidence: null },
  ...{ decision_id: null, former_ids: null },
});

/** With texts of its own, as a driver reads it. */
const read = (row: Told): Told =>
  Object.fromEntries(
    Object.entries(row).map(([name, said]) => [name, typeof said === 'string' ? Buffer.from(said).toString() : said]),
  ) as unknown as Told;

const readRows = (): MatchRow[] => matchRows(Array.from({ length: RECORDS }, (_, i) => read(told(i + 1))));

const placing = (rows: readonly MatchRow[]) =>
  placedAnew({
    ...matchRecords(
      rows.map(({ record }) => record),
      [],
      DEFAULT_SETTINGS,
    ),
    rows: new Map(rows.map((row) => [row.record.id, row])),
    touched: { records: [], former: [], whole: true },
    ...{ next: 1, held: new Set<number>(), before: [] },
  });

describe('what stays in memory', () => {
  it('is little for each record that is matched, and less for each place', () => {
    const { made: rows, bytes: ofRow } = kept(readRows);
    const { made: placed, bytes: ofPlace } = kept(() => placing(rows));
    expect(placed.tasks).toHaveLength(RECORDS);
    expect(placed.places).toHaveLength(RECORDS);
    expect(ofRow).toBeLessThan(420);
    expect(ofPlace).toBeLessThan(360);
  });
});
