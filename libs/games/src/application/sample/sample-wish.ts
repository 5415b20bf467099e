import type { SampleRecord } from '../../domain/sample/sample-records';
import { CYCLE, cycleOf } from '../../domain/sample/sample-slots';

export interface SampleWish {
  /** True games; records are half as many again. */
  readonly games: number;
  readonly seed: number;
}

/** A record and the number of the game that it truly is. */
export type TrueRecord = SampleRecord & { readonly game: number };

/** Every record of the sample, game by game. */
export function* sampleRecords({ games, seed }: SampleWish): Generator<TrueRecord> {
  for (let cycle = 0; cycle * CYCLE < games; cycle++) {
    const wanted = cycleOf({ seed, cycle }).slice(0, games - cycle * CYCLE);
    for (const [nth, records] of wanted.entries())
      for (const record of records) yield { ...record, game: cycle * CYCLE + nth + 1 };
  }
}

type FileSource = Exclude<SampleRecord['source'], 'sql'>;

/** Of one source, but for the relational one, which has more than cells. */
export function* recordsOf(source: FileSource, wish: SampleWish): Generator<Exclude<TrueRecord, { source: 'sql' }>> {
  for (const record of sampleRecords(wish)) if (record.source !== 'sql' && record.source === source) yield record;
}
