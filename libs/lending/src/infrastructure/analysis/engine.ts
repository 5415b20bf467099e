import { type Analysis, ANALYSES, type Statement, statementsOf } from './analyses';

export type Row = Readonly<Record<string, string | number | boolean | null>>;

/** What one statement answers, numbers as numbers. */
export interface Finding extends Statement {
  readonly analysis: Analysis;
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

export interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** Runs all statements in order, where nothing is left of those of another analysis. */
export type RunStatements = (
  statements: readonly Statement[],
  answered: (statement: Statement, answer: Answer) => void,
) => Promise<void>;

/** All that the analyses find, in their order. */
export async function findings(run: RunStatements): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const analysis of ANALYSES)
    await run(statementsOf(analysis), (statement, answer) => {
      if (statement.name !== null) found.push({ ...statement, ...answer, name: statement.name, analysis });
    });
  return found;
}
