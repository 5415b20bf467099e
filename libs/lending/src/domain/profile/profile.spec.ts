import fc from 'fast-check';
import { type Axis, type Cross, DIMENSIONS, NUMBERS, type NumberField, USUAL_CROSSES } from './axes';
import type { Counted, NumberFacts } from './counted';
import { type Profile, profileOf } from './profile';
import { type Combinations, Tally } from './tally';

type Borrower = Readonly<Partial<Record<Axis, string>>>;

const NOTHING: NumberFacts = { n: 0, missing: 0, implausible: 0, mean: null, stdev: null, percentiles: [] };
const AXES: readonly Axis[] = [...DIMENSIONS, 'revenu_total', 'montant_pret_principal', 'deposit', 'month'];

/** All axes are counted together: a test has few borrowers. */
function countedOf(borrowers: readonly Borrower[], numbers: Partial<Record<NumberField, NumberFacts>> = {}): Counted {
  const rows = borrowers.map((borrower) => ({ values: AXES.map((axis) => borrower[axis] ?? null), count: 1 }));
  const sets: Combinations[] = [{ axes: AXES, rows }];
  return {
    tally: new Tally(borrowers.length, sets),
    numbers: {
      ...(Object.fromEntries(NUMBERS.map((field) => [field, NOTHING])) as Record<NumberField, NumberFacts>),
      ...numbers,
    },
    unmatchedBanks: 0,
    medianRevenues: {},
  };
}

const many = (count: number, borrower: Borrower): Borrower[] => Array.from({ length: count }, () => borrower);
const category = 'categorie_professionnelle';
const contract = 'contrat_travail';
const mortgage = 'deja_souscrit_credit_immo';
const bank = 'banque_principale';

describe('counts of borrowers by two dimensions', () => {
  const crosses: Cross[] = [{ rows: 'situation', columns: 'property_type' }];
  const rows = (counts: readonly (readonly [number, number])[]): Borrower[] =>
    counts.flatMap(([one, other], i) => {
      const situation = 'abc'[i] ?? '';
      return [...many(one, { situation, property_type: 'x' }), ...many(other, { situation, property_type: 'y' })];
    });
  const tableOf = (borrowers: Borrower[]): Profile['crossTabs'][number] => {
    const [table] = profileOf(countedOf(borrowers), crosses, 11).crossTabs;
    if (!table) throw new Error('no table');
    return table;
  };

  it('are masked with as many others as hide them', () => {
    const table = tableOf(
      rows([
        [60, 40],
        [30, 20],
        [25, 3],
      ]),
    );
    expect(table.cells.map((row) => row.map(({ count }) => count))).toEqual([
      [60, 40],
      [null, null],
      [null, null],
    ]);
    expect(table.rowTotals.map(({ count }) => count)).toEqual([100, 50, 28]);
    expect(table.columnTotals.map(({ count }) => count)).toEqual([115, 63]);
    expect(table).toMatchObject({ total: 178, cramersV: null });
    expect(table.cells[0]?.[0]).toEqual({ count: 60, masked: false, rowPercent: 60, columnPercent: 52.2 });
  });

  it('are all told where none is small', () => {
    const table = tableOf(
      rows([
        [60, 40],
        [30, 20],
        [25, 14],
      ]),
    );
    expect(table.cells.flat().some(({ masked }) => masked)).toBe(false);
    expect(table).toMatchObject({ total: 189, cramersV: 0.034 });
  });

  it('are not told at all of a few', () => {
    const few = rows([
      [3, 2],
      [4, 1],
    ]);
    expect(tableOf([...few, ...many(100, { situation: 'a' })])).toEqual({
      rows: { dimension: 'situation', values: [] },
      columns: { dimension: 'property_type', values: [] },
      ...{ cells: [], rowTotals: [], columnTotals: [], total: null, cramersV: null, medianRevenueByRow: [] },
    });
  });
});

/** What adds up to a shown or a masked number: the borrowers that it counts. */
interface Told {
  readonly holds: (borrower: Borrower) => boolean;
  /** Null: masked. */
  readonly count: number | null;
}

const has =
  (values: Borrower, known: readonly Axis[] = []) =>
  (borrower: Borrower): boolean =>
    Object.entries(values).every(([axis, value]) => borrower[axis as Axis] === value) &&
    known.every((axis) => borrower[axis] !== undefined);

/** Every count of a body, as its reader understands it. */
function toldIn({ afterFilters, categorical, crossTabs, modalProfile, byMonth }: Profile): Told[] {
  const lines = Object.entries(categorical).flatMap(([axis, { known, values }]): Told[] => [
    { holds: has({}, [axis as Axis]), count: known },
    ...values.map(({ value, count }) => ({ holds: has({ [axis]: String(value) }), count })),
  ]);
  const tables = crossTabs.flatMap(({ rows, columns, cells, rowTotals, columnTotals, total }): Told[] => {
    if (total === null) return [];
    const both = [rows.dimension, columns.dimension];
    const row = (i: number): Borrower => ({ [rows.dimension]: String(rows.values[i]) });
    const column = (j: number): Borrower => ({ [columns.dimension]: String(columns.values[j]) });
    return [
      { holds: has({}, both), count: total },
      ...rowTotals.map(({ count }, i) => ({ holds: has(row(i), both), count })),
      ...columnTotals.map(({ count }, j) => ({ holds: has(column(j), both), count })),
      ...cells.flatMap((some, i) => some.map(({ count }, j) => ({ holds: has({ ...row(i), ...column(j) }), count }))),
    ];
  });
  const joint = modalProfile.joint.flatMap(({ dimensions, values, count }): Told[] =>
    values === null
      ? []
      : [{ holds: has(Object.fromEntries(dimensions.map((d, i) => [d, String(values[i])]))), count }],
  );
  const months = byMonth.map(({ month, count }) => ({ holds: has({ month }), count }));
  return [{ holds: () => true, count: afterFilters }, ...lines, ...tables, ...joint, ...months];
}

/** All borrowers that there can be, of these values or without them. */
function kinds(values: Readonly<Partial<Record<Axis, readonly string[]>>>): Borrower[] {
  return Object.entries(values).reduce<Borrower[]>(
    (some, [axis, own]) => some.flatMap((one) => [one, ...own.map((value) => ({ ...one, [axis]: value }))]),
    [{}],
  );
}

/** The masked counts that follow from those that are shown: whatever number of each kind of borrower there is. */
function betrayed(told: readonly Told[], all: readonly Borrower[]): Told[] {
  // A count of none says that there is nobody of any kind that it counts.
  const none = told.filter(({ count }) => count === 0);
  const possible = all.filter((kind) => !none.some(({ holds }) => holds(kind)));
  const vector = ({ holds }: Told): number[] => possible.map((kind) => (holds(kind) ? 1 : 0));
  const shown = basis(told.filter(({ count }) => count !== null).map(vector));
  return told.filter((one) => one.count === null && reducedBy(shown, vector(one)).every((x) => Math.abs(x) < 1e-6));
}

interface Pivot {
  readonly at: number;
  readonly vector: readonly number[];
}

function reducedBy(pivots: readonly Pivot[], vector: readonly number[]): readonly number[] {
  return pivots.reduce((rest, { at, vector: pivot }) => {
    const factor = rest[at] ?? 0;
    return factor === 0 ? rest : rest.map((x, i) => x - factor * (pivot[i] ?? 0));
  }, vector);
}

function basis(vectors: readonly (readonly number[])[]): Pivot[] {
  return vectors.reduce<Pivot[]>((pivots, vector) => {
    const rest = reducedBy(pivots, vector);
    const at = rest.findIndex((x) => Math.abs(x) > 1e-6);
    if (at < 0) return pivots;
    return [...pivots, { at, vector: rest.map((x) => x / (rest[at] ?? 1)) }];
  }, []);
}

describe('what a profile shows', () => {
  const VALUES: Readonly<Partial<Record<Axis, readonly string[]>>> = {
    [category]: ['a', 'b', 'c'],
    [contract]: ['x', 'y', 'z'],
    [mortgage]: ['false', 'true'],
    [bank]: ['P', 'Q'],
  };
  const ALL = kinds(VALUES);
  const CROSSES: Cross[][] = [
    [...USUAL_CROSSES],
    [
      { rows: contract, columns: category },
      { rows: category, columns: mortgage },
    ],
    [
      { rows: category, columns: contract },
      { rows: mortgage, columns: contract },
      { rows: category, columns: mortgage },
    ],
    [{ rows: bank, columns: mortgage }],
  ];

  /** Few kinds, some of them frequent, so that every sort of table comes. */
  const populationsOf = (all: readonly Borrower[]): fc.Arbitrary<Borrower[]> =>
    fc
      .array(
        fc.tuple(fc.nat(all.length - 1), fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 60 }))),
        { minLength: 1, maxLength: 14 },
      )
      .map((some) => some.flatMap(([at, count]) => many(count, all[at] ?? {})))
      .filter((borrowers) => borrowers.length >= 11);
  const WHOLE = ALL.filter((kind) => Object.keys(kind).length === 4);
  const populations = fc.oneof(populationsOf(ALL), populationsOf(WHOLE));

  it('lets nobody compute what it masks', () => {
    fc.assert(
      fc.property(populations, fc.constantFrom(...CROSSES), (borrowers, crosses) => {
        const profile = profileOf(countedOf(borrowers), crosses, 11);
        const told = toldIn(profile);
        for (const { holds, count } of told) if (count !== null) expect(count).toBe(borrowers.filter(holds).length);
        expect(betrayed(told, ALL).map(({ holds }) => borrowers.filter(holds).length)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
