/** Values of one statement: each `$n` is written where its value is given, so that neither can be forgotten. */
export class SqlParameters {
  readonly values: unknown[] = [];

  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}
