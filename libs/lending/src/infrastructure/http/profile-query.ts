import type { Bilingual, FieldFault } from '@hexagone/kernel';
import {
  Choice,
  type CrossChecked,
  field,
  type FieldTable,
  type Filter,
  Filters,
  saidTwice,
  Text,
  textField,
  Told,
  Whole,
} from '@hexagone/platform';
import {
  type Cross,
  type Dimension,
  DIMENSIONS,
  FILTERED,
  MOST_CROSSES,
  USUAL_CROSSES,
} from '../../domain/profile/axes';

const MONTH = /^[12][0-9]{3}-(?:0[1-9]|1[0-2])$/;
const POPULATIONS = ['all', 'plausible_age'] as const;

/** Filters are values, one or several: the lists of values are open. */
const FILTERS: FieldTable = Object.fromEntries(
  FILTERED.map((dimension) => [dimension, textField(dimension, { operators: ['eq', 'in'] })]),
);

const PAIRS: Bilingual = {
  en: `must be 1 to ${MOST_CROSSES} pairs of two different names, as a,b;c,d, of ${DIMENSIONS.join(', ')}`,
  fr: `doit être 1 à ${MOST_CROSSES} couples de deux noms différents, comme a,b;c,d, parmi ${DIMENSIONS.join(', ')}`,
};

const isDimension = (name: string): name is Dimension => (DIMENSIONS as readonly string[]).includes(name);

function readCross(text: string): Cross | undefined {
  const [rows = '', columns = '', ...more] = text.split(',');
  if (more.length > 0 || rows === columns || !isDimension(rows) || !isDimension(columns)) return undefined;
  return { rows, columns };
}

/** Pairs of dimensions, each once whatever their order. */
function readCrosses(text: string): readonly Cross[] | undefined {
  const crosses = text.split(';').map(readCross);
  const found = crosses.filter((cross) => cross !== undefined);
  const pairs = new Set(found.map(({ rows, columns }) => [rows, columns].sort().join()));
  return found.length === crosses.length && pairs.size === found.length && found.length <= MOST_CROSSES
    ? found
    : undefined;
}

const Crosses = (): PropertyDecorator =>
  field({
    code: 'not-pairs',
    says: () => PAIRS,
    holds: (value) => Array.isArray(value),
    read: (text) => readCrosses(text) ?? text,
    schema: { type: String },
  });

const listed = (crosses: readonly Cross[]): string =>
  crosses.map(({ rows, columns }) => `${rows},${columns}`).join(';');

const BACKWARDS: Bilingual = { en: 'to must not come before from', fr: 'to ne doit pas précéder from' };

/** What a profile is asked with. */
export class ProfileQuery implements CrossChecked {
  @Told(Text({ pattern: MONTH }), 'First month of the requests’ creation, in UTC.', '2023-11')
  from?: string;

  @Told(Text({ pattern: MONTH }), 'Last month, included.', '2024-02')
  to?: string;

  @Told(Choice(POPULATIONS), '`plausible_age`: only borrowers of 18 to 100 years, for every figure.', 'all')
  population: (typeof POPULATIONS)[number] = 'all';

  @Told(Choice(DIMENSIONS), 'One profile for each value of this; values that few have are one.', 'origin')
  by?: Dimension;

  @Told(Crosses(), `Pairs to be set against each other, at most ${MOST_CROSSES}.`, listed(USUAL_CROSSES))
  cross: readonly Cross[] = USUAL_CROSSES;

  @Told(Whole({ min: 5, max: 1_000_000 }), 'Counts of fewer borrowers are masked; no less than the operator says.', 11)
  k?: number;

  @Filters(FILTERS)
  filters: readonly Filter[] = [];

  crossFaults(): readonly FieldFault[] {
    const names = this.filters.map(({ field: name }) => name);
    const twice = names.filter((name, at) => names.indexOf(name) < at).map((name) => saidTwice(`${name}[in]`, name));
    const ordered = this.from === undefined || this.to === undefined || this.from <= this.to;
    return ordered ? twice : [...twice, { parameter: 'to', code: 'backwards', detail: BACKWARDS }];
  }
}
