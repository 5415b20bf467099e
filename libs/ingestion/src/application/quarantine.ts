import { messageOf, messageWithoutValues } from '../domain/reject-messages';
import type { Tally } from '../domain/tally';
import type { Dataset } from './dataset';
import type { Fault, Faults, Scalar } from './record';
import type { RejectLine, RunLedger } from './run-ledger';

const STORED_AT_MOST = 10_000;
const BATCH = 500;
const VALUE_LENGTH = 200;

/** Rejected records on their way to the ledger: every one is counted, the first ten thousand are kept. */
export class Quarantine {
  private waiting: RejectLine[] = [];
  private stored = 0;

  constructor(
    private readonly ledger: RunLedger,
    private readonly run: number,
    private readonly dataset: Dataset,
    private readonly tally: Tally,
  ) {}

  get truncated(): boolean {
    return this.tally.rejected > this.stored;
  }

  /** Time to `flush`. */
  get full(): boolean {
    return this.waiting.length >= BATCH;
  }

  /** How many records may still be kept. */
  get room(): number {
    return STORED_AT_MOST - this.stored;
  }

  add(line: number, faults: Faults, cells: readonly Scalar[] | null): void {
    this.tally.reject(faults[0].code);
    if (this.room <= 0) return;
    this.stored++;
    faults.forEach((fault, i) => this.waiting.push(this.lineOf(line, i + 1, fault, i === 0 ? cells : null)));
  }

  async flush(): Promise<void> {
    const lines = this.waiting;
    this.waiting = [];
    if (lines.length > 0) await this.ledger.addRejects(this.run, lines);
  }

  private lineOf(line: number, ordinal: number, fault: Fault, cells: readonly Scalar[] | null): RejectLine {
    const { field = null, code, params = {}, message, value, hint = null } = fault;
    const { card, messages } = this.dataset;
    const place = { line, ordinal, field, code };
    if (card.personal)
      return {
        ...place,
        value: null,
        params: {},
        message: messageWithoutValues(code, messages),
        hint: null,
        cells: null,
      };
    return {
      ...place,
      value: value?.slice(0, VALUE_LENGTH) ?? null,
      params,
      message: message ?? messageOf(code, params, messages),
      hint,
      cells,
    };
  }
}
