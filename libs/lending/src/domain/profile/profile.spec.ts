import fc from 'fast-check';
import { SIXTY } from '../../../../../test/support/lending/files';
import { bankGroups, bankKey } from '../bank-name';
import { isPlausibleAge } from '../quality-rules';
import { type Axis, type Cross, DIMENSIONS, NUMBERS, type NumberField, USUAL_CROSSES } from './axes';
import { AGE_BANDS, CLASSES } from './classes';
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

const classOf = (field: NumberField, value: number): string =>
  String(CLASSES[field].findIndex(({ to }) => value < (to ?? Infinity)) + 1);

/** Only the axes that the file tells of. */
const SIXTY_BORROWERS = SIXTY.map((row): Borrower => {
  const [age, revenue] = [Number.parseFloat(row['Age_emprunteur__c'] ?? ''), Number(row['TotRev__c'])];
  const group = bankGroups()(bankKey(row['BanquePrincipaleEmp__c'] ?? ''));
  const band = isPlausibleAge(age) ? AGE_BANDS[Number(classOf('age_emprunteur', age)) - 1] : undefined;
  return {
    ...(group !== null && { [bank]: group }),
    ...(band !== undefined && { age_band: band }),
    ...(row['TechMail_ContratDeTravailEmprunteur__c'] && { [contract]: row['TechMail_ContratDeTravailEmprunteur__c'] }),
    ...(revenue > 0 && { revenu_total: classOf('revenu_total', revenue) }),
    [category]: row['TechMail_CategorieProfessionnelleEmpru__c'] ?? '',
    [mortgage]: String(row['Deja_souscrit_credit_immo__c'] === '1'),
    montant_pret_principal: classOf('montant_pret_principal', Number(row['MontPretPricip__c'])),
    month: (row['CreatedDate'] ?? '').slice(0, 7),
  };
});

describe('sixty borrowers', () => {
  const ages = {
    n: 56,
    missing: 1,
    implausible: 3,
    mean: 39.392857,
    stdev: 11.7239,
    percentiles: [21, 29, 39.5, 49, 59],
  };
  const counted: Counted = {
    ...countedOf(SIXTY_BORROWERS, {
      age_emprunteur: ages,
      montant_pret_principal: { ...ages, n: 60, missing: 0, implausible: 0 },
      revenu_total: { ...ages, n: 59, missing: 0, implausible: 1, mean: 4500.004 },
      deposit: { ...NOTHING, missing: 60 },
    }),
    medianRevenues: {
      [category]: new Map([
        ['Salarié du privé', { n: 36, median: 3350.126 }],
        ['Salarié du public', { n: 10, median: 1 }],
      ]),
    },
  };
  const profile = (k: number, crosses = USUAL_CROSSES): Profile => profileOf(counted, crosses, k);
  const counts = (some: readonly { readonly count: number | null }[]): (number | null)[] =>
    some.map(({ count }) => count);

  it('have numbers, without those of a few', () => {
    const { numeric, fields } = profile(11);
    expect(numeric.age_emprunteur).toMatchObject({ n: 56, mean: 39.39, stdev: 11.72, p5: null, p25: 29, p95: null });
    expect(numeric.revenu_total).toMatchObject({ n: 59, mean: 4500, median: 39.5 });
    expect(numeric.deposit).toMatchObject({ n: 0, mean: null, median: null, histogram: [] });
    expect(fields['age_emprunteur']).toEqual({ missing: 1, implausible: 3, usable: 56 });
    expect(fields[contract]).toEqual({ missing: 3, implausible: 0, usable: 57 });
    const amounts = counts(numeric.montant_pret_principal.histogram);
    expect(amounts).toEqual([0, 0, 49, 11, 0, 0, 0, 0, 0, 0, 0]);
    expect(counts(profile(12).numeric.montant_pret_principal.histogram)).toEqual([
      0,
      0,
      null,
      null,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
    ]);
    const { histogram } = profile(5).numeric.age_emprunteur;
    expect(counts(histogram)).toEqual([7, 8, 6, 7, 8, 7, null, 7, null, 0, 0]);
    expect(counts(profile(57).numeric.age_emprunteur.histogram)).toEqual([]);
  });

  it('have percentiles of the tails where they are a hundred', () => {
    const many = { ...counted.numbers, age_emprunteur: { ...ages, n: 100 } };
    expect(profileOf({ ...counted, numbers: many }, [], 11).numeric.age_emprunteur).toMatchObject({ p5: 21, p95: 59 });
  });

  it('have most frequent values and combinations', () => {
    const { marginal, joint } = profile(11).modalProfile;
    expect(marginal).toMatchObject({
      [bank]: 'CREDIT AGRICOLE',
      [mortgage]: false,
      age_band: null,
      property_use: null,
    });
    expect(joint.map(({ values, count, sharePercent }) => [values, count, sharePercent])).toEqual([
      [['Salarié du privé', "CDI période d'essai terminée"], 34, 56.7],
      [['Salarié du privé', "CDI période d'essai terminée", false], 21, 35],
      [null, null, null],
      [null, null, null],
    ]);
    expect(profileOf(countedOf(many(20, { [category]: 'a' })), [], 11).modalProfile.joint).toEqual([]);
  });

  it('have the same counts wherever they stand', () => {
    const [table] = profile(11).crossTabs;
    expect(table?.cells.map(counts)).toEqual([
      [34, null, null],
      [null, 0, 0],
      [null, 0, 15],
    ]);
    expect(table?.medianRevenueByRow).toEqual([3350.13, null, null]);
    const [, other] = profile(5).crossTabs;
    expect(other?.rowTotals.some(({ masked }) => masked)).toBe(true);
    expect(profile(11).byMonth).toEqual([{ month: '2024-01', count: 60, masked: false }]);
    const months = [...many(20, { month: '2024-02' }), ...many(12, { month: '2023-12' })];
    expect(profileOf(countedOf(months), [], 11).byMonth.map(({ month }) => month)).toEqual(['2023-12', '2024-02']);
  });

  it('are counted by what was counted together alone', () => {
    const tally = new Tally(1, [{ axes: ['origin'], rows: [{ values: ['Web'], count: 1 }] }]);
    expect(() => tally.by('origin', 'month')).toThrow('Nobody was counted by origin, month');
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
