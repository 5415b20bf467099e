import { interruption, print, printJson, terminalLanguage } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { exitCodeOf } from '../../application/exit-code';
import type { ImportRequest } from '../../application/import-request';
import { RunImport } from '../../application/run-import';
import type { RunRow } from '../../application/run-row';
import type { RunOptions } from './import-options';
import { ProgressTalk } from './progress-talk';
import { nextStep, runHeadline, runReport } from './run-report';

/** Runs asked for at a terminal: talk on stderr, the report on stdout, the outcome as the exit code. */
@Injectable()
export class TerminalRun {
  constructor(private readonly runImport: RunImport) {}

  async execute(requests: readonly ImportRequest[], options: RunOptions): Promise<void> {
    const rows = await this.talking(requests);
    this.report(rows, requests[0]?.dataset, options.json ?? false);
    process.exitCode = exitCodeOf(rows, { strict: options.strict ?? false });
  }

  private async talking(requests: readonly ImportRequest[]): Promise<RunRow[]> {
    const talk = new ProgressTalk(interruption, terminalLanguage());
    const rows: RunRow[] = [];
    try {
      for (const request of requests) rows.push(...(await this.runImport.execute(request, talk)));
    } finally {
      talk.stop();
    }
    return rows;
  }

  /** Runs of required datasets, which came first, are one line each of the text and not part of the JSON. */
  private report(rows: readonly RunRow[], dataset: string | undefined, json: boolean): void {
    const own = rows.filter((row) => row.dataset === dataset);
    if (json) {
      printJson(own.length === 1 ? own[0] : { runs: own });
      return;
    }
    const language = terminalLanguage();
    for (const row of rows) {
      if (row.dataset === dataset) print(...runReport(row, language), '');
      else print(runHeadline(row));
    }
    print(...rows.map((row) => nextStep(row, language)).filter((step) => step !== undefined));
  }
}
