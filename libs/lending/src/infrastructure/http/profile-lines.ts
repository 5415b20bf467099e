export const PROFILE_COLUMNS = ['section', 'dimension', 'value', 'measure', 'number'] as const;

type Cell = string | number | boolean | null;
type Line = Readonly<Record<(typeof PROFILE_COLUMNS)[number], Cell>>;
type Figures = Readonly<Record<string, unknown>>;

/** Further members of a figure are measures of their own. */
interface Counted extends Figures {
  readonly count: number | null;
}

interface Side {
  readonly dimension: string;
  readonly values: readonly Cell[];
}

interface CrossTab {
  readonly rows: Side;
  readonly columns: Side;
  readonly cells: readonly (readonly Counted[])[];
  readonly row_totals: readonly Counted[];
  readonly column_totals: readonly Counted[];
  readonly median_revenue_by_row: readonly (number | null)[];
}

type Class = Counted & { readonly from: number; readonly to: number | null };

interface Wire extends Figures {
  readonly funnel: Figures & { readonly fields: Readonly<Record<string, Figures>> };
  readonly numeric: Readonly<Record<string, Figures & { readonly histogram: readonly Class[] }>>;
  readonly categorical: Readonly<Record<string, Figures & { readonly values: readonly Counted[] }>>;
  readonly cross_tabs: readonly CrossTab[];
  readonly modal_profile: { readonly marginal: Figures; readonly joint: readonly Counted[] };
  readonly by_month: readonly Counted[];
}

/** The figures of a profile as lines of CSV; a number that is masked is empty. */
export async function* profileLines(body: Figures): AsyncGenerator<Line> {
  const { by, groups } = body as { by?: string; groups?: readonly (Wire & { values: readonly string[] })[] };
  const profiles = groups ?? [body as Wire];
  for (const profile of profiles) {
    const about = by === undefined ? '' : ` (${by}: ${((profile.values ?? []) as string[]).join(' + ')})`;
    for (const line of linesOf(profile))
      yield await Promise.resolve({ ...line, section: `${String(line.section)}${about}` });
  }
}

function* linesOf(profile: Wire): Generator<Line> {
  const { fields, ...loaded } = profile.funnel;
  yield* measures('funnel', '', '', loaded);
  for (const [field, use] of Object.entries(fields)) yield* measures('funnel', field, '', use);
  for (const [field, { histogram, ...figures }] of Object.entries(profile.numeric)) {
    yield* measures('numeric', field, '', figures);
    for (const one of histogram) yield* measures('numeric', field, rangeOf(one), { count: one.count });
  }
  for (const [dimension, { values, ...figures }] of Object.entries(profile.categorical)) {
    yield* measures('categorical', dimension, '', figures);
    for (const { value, ...figure } of values) yield* measures('categorical', dimension, value as Cell, figure);
  }
  for (const table of profile.cross_tabs) yield* ofCrossTab(table);
  yield* ofModalProfile(profile.modal_profile);
  for (const { month, ...figure } of profile.by_month) yield* measures('by_month', 'month', month as string, figure);
}

const TIMES = ' × ';

function* ofCrossTab({ rows, columns, cells, row_totals, column_totals, ...more }: CrossTab): Generator<Line> {
  const { median_revenue_by_row, ...figures } = more;
  const dimension = `${rows.dimension}${TIMES}${columns.dimension}`;
  yield* measures('cross_tab', dimension, '', figures);
  for (const [i, row] of rows.values.entries()) {
    const total = { row_total: row_totals[i]?.count, median_revenue: median_revenue_by_row[i] };
    yield* measures('cross_tab', dimension, row, total);
    for (const [j, column] of columns.values.entries())
      yield* measures('cross_tab', dimension, `${String(row)}${TIMES}${String(column)}`, cells[i]?.[j] ?? {});
  }
  for (const [j, column] of columns.values.entries())
    yield* measures('cross_tab', dimension, column, { column_total: column_totals[j]?.count });
}

function* ofModalProfile({ marginal, joint }: Wire['modal_profile']): Generator<Line> {
  for (const [field, value] of Object.entries(marginal)) {
    const isNumber = typeof value === 'number';
    yield* measures('modal_profile', field, isNumber ? '' : (value as Cell), {
      [isNumber ? 'median' : 'mode']: isNumber ? value : null,
    });
  }
  for (const { dimensions, values, ...figure } of joint) {
    const [axes, told] = [dimensions as string[], (values ?? []) as Cell[]];
    yield* measures('modal_profile', axes.join(TIMES), told.map(String).join(TIMES), figure);
  }
}

const rangeOf = ({ from, to }: Class): string => `${from}..${to ?? ''}`;

function* measures(section: string, dimension: string, value: Cell, figures: Figures): Generator<Line> {
  for (const [measure, number] of Object.entries(figures))
    if (measure !== 'masked') yield { section, dimension, value, measure, number: (number ?? null) as Cell };
}
