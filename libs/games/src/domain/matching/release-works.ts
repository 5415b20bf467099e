import { isReleaseSource } from '../record/sources';
import type { MatchRecord } from './match-record';
import { byYear, grouped } from './order';
import { vetoes, yearsBetween } from './vetoes';
import { type Work, workOf } from './work';

/** Whether people hold two records for two games; of one id alone, whether that is said of it and any other. */
export type Apart = (a: number, b?: number) => boolean;

export interface Works {
  readonly works: readonly Work[];
  /** Rows without year that could belong to several works, and the likeliest of these. */
  readonly undated: readonly (readonly [MatchRecord, Work])[];
}

type Rows = MatchRecord[];

const groupKey = ({ source, key, variant, qualifier, edition, numeralForm }: MatchRecord): string =>
  JSON.stringify([source, key, variant, qualifier, edition, numeralForm]);

/** Rows of a release source that are one game; a record of another source is a work by itself. */
export function worksOf(records: readonly MatchRecord[], apart: Apart): Works {
  const works: Work[] = [];
  const undated: (readonly [MatchRecord, Work])[] = [];
  const released: MatchRecord[] = [];
  for (const record of records)
    if (isReleaseSource(record.source) && record.key !== '') released.push(record);
    else works.push(workOf([record]));
  for (const group of grouped(released, groupKey).values()) {
    const found = worksOfGroup(group.sort(byYear), apart);
    works.push(...found.works);
    undated.push(...found.undated);
  }
  return { works, undated };
}

function worksOfGroup(rows: Rows, apart: Apart): Works {
  const withYear = rows.filter(({ year }) => year !== null);
  const works = runsOf(withYear).flatMap((run) => unparted(run, apart));
  if (works.length === 0) return { works: unparted(rows, apart).map(workOf), undated: [] };
  const doubts: [MatchRecord, Rows][] = [];
  for (const row of rows.filter(({ year }) => year === null)) {
    const open = works.filter((work) => !work.some(({ id }) => apart(id, row.id)));
    const there = open.filter((work) => work.some(({ families }) => families.some((f) => row.families.includes(f))));
    const [only] = open.length === 1 ? open : there.length === 1 ? there : [];
    const [likely] = there.length > 0 ? there : open;
    if (only) only.push(row);
    else if (likely) doubts.push([row, likely]);
    else doubts.push([row, []]);
  }
  const made = new Map(works.map((work) => [work, workOf(work)]));
  return {
    works: [...made.values(), ...doubts.map(([row]) => workOf([row]))],
    undated: doubts.flatMap(([row, likely]) => {
      const work = made.get(likely);
      return work ? [[row, work] as const] : [];
    }),
  };
}

/** A gap of more than two years, or another year in the title, begins another game. */
function runsOf(rows: Rows): Rows[] {
  const runs: Rows[] = [];
  let previous: MatchRecord | undefined;
  let titled: number | null = null;
  for (const row of rows) {
    const far = (yearsBetween(previous?.year ?? null, row.year) ?? Infinity) > 2;
    const run = runs.at(-1);
    if (!run || far || (yearsBetween(titled, row.titleYear) ?? 0) > 0) {
      runs.push([row]);
      titled = row.titleYear;
    } else run.push(row);
    titled ??= row.titleYear;
    previous = row;
  }
  return runs;
}

/** People and vetoes part what the years would join. */
function unparted(rows: Rows, apart: Apart): Rows[] {
  const parts: Rows[] = [];
  for (const row of rows) {
    const free = (other: MatchRecord): boolean => !apart(row.id, other.id) && vetoes(row, other).length === 0;
    const part = parts.find((members) => members.every(free));
    if (part) part.push(row);
    else parts.push([row]);
  }
  return parts;
}
