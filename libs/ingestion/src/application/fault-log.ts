/** Where an error that nobody foresaw is written with its stack: the ledger and the answers say no more than that. */
export abstract class FaultLog {
  abstract unexpected(run: number, error: unknown): void;
}
