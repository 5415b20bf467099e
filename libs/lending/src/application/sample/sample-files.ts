import { BANK_COLUMNS, type Column, OPPORTUNITY_COLUMNS, PROPOSAL_COLUMNS } from '../../domain/columns';
import type { LendingDataset } from '../../domain/quality-rules';
import { bankCount, sampleBank } from '../../domain/sample/sample-banks';
import { SampleOpportunities, type SampleRow } from '../../domain/sample/sample-opportunities';
import { SampleProposals } from '../../domain/sample/sample-proposals';

export interface SampleWish {
  /** Opportunities; offers and banks follow. */
  readonly rows: number;
  readonly seed: number;
  /** A few rows that no import takes as they are. */
  readonly broken: boolean;
}

export const USUAL_SAMPLE: SampleWish = { rows: 10_000, seed: 1, broken: false };

const SPECIAL = /[",\n\r]/;
const cell = (text: string): string => (SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const line = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\n`;

const header = (columns: readonly Column[]): string => line(columns.map(({ source }) => source));
const rowText = (columns: readonly Column[], row: SampleRow): string =>
  line(columns.map(({ column }) => row[column] ?? ''));

/** The lines of each file, header first. */
export const SAMPLE_FILES: Readonly<Record<LendingDataset, (wish: SampleWish) => Iterable<string>>> = {
  opportunities: opportunityLines,
  proposals: proposalLines,
  banks: bankLines,
};

function* opportunityLines({ rows, seed, broken }: SampleWish): Generator<string> {
  yield header(OPPORTUNITY_COLUMNS);
  const sample = new SampleOpportunities(seed);
  for (let row = 1; row <= rows; row++) yield rowText(OPPORTUNITY_COLUMNS, sample.row(row));
  if (broken) yield* brokenLines(sample.row(Math.min(2, rows)));
}

/** A line that is too short, the same row again, the same with another value, an id whose check characters are wrong. */
function* brokenLines(row: SampleRow): Generator<string> {
  yield line(['006', '1']);
  yield rowText(OPPORTUNITY_COLUMNS, row);
  yield rowText(OPPORTUNITY_COLUMNS, { ...row, deposit: '1.0' });
  yield rowText(OPPORTUNITY_COLUMNS, { ...row, id: `${(row['id'] ?? '').slice(0, 15)}AAA` });
}

function* proposalLines({ rows, seed }: SampleWish): Generator<string> {
  yield header(PROPOSAL_COLUMNS);
  const sample = new SampleProposals(seed);
  for (let row = 1, number = 0; row <= rows; row++)
    for (let left = sample.countFor(row); left > 0; left--) yield rowText(PROPOSAL_COLUMNS, sample.row(++number, row));
}

function* bankLines({ rows }: SampleWish): Generator<string> {
  yield header(BANK_COLUMNS);
  for (let number = 1; number <= bankCount(rows); number++) yield rowText(BANK_COLUMNS, sampleBank(number));
}
