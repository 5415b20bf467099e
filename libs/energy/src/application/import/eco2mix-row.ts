import { MIX_COLUMNS, type MixColumn } from '../../domain/mix-columns';

/** One record taken: the load, the mix, or both, of an area at an instant. MW, but CO2 in g/kWh. */
export interface Eco2mixRow extends Readonly<Record<MixColumn, number | null>> {
  readonly area_id: number;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly nature: number;
  readonly mw: number | null;
  /** Some measure besides the load. */
  readonly mixed: boolean;
}

const mixColumns = <T>(value: T): Readonly<Record<MixColumn, T>> =>
  Object.fromEntries(MIX_COLUMNS.map((name) => [name, value])) as Record<MixColumn, T>;

export const ECO2MIX_STAGE: { readonly [K in keyof Eco2mixRow]: string } = {
  area_id: 'smallint',
  at: 'timestamptz',
  nature: 'smallint',
  mw: 'integer',
  mixed: 'boolean',
  ...mixColumns('integer'),
};

/** Every member, so that all rows have the same shape: a copy of it is filled in. */
export const BLANK_ROW: Eco2mixRow = {
  ...{ area_id: 0, at: '', nature: 0, mw: null, mixed: false },
  ...mixColumns<number | null>(null),
};
