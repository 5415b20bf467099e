/** An error as the server words it. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    reason: string,
  ) {
    super(reason);
  }

  get cause_(): Readonly<Record<string, unknown>> {
    return { type: this.type, reason: this.message };
  }

  get body(): unknown {
    return { error: { root_cause: [this.cause_], ...this.cause_ }, status: this.status };
  }
}

export const illegal = (reason: string): Refusal => new Refusal(400, 'illegal_argument_exception', reason);

export const unparsable = (reason: string): Refusal => new Refusal(400, 'parsing_exception', reason);

export const noSuchIndex = (name: string): Refusal =>
  new Refusal(404, 'index_not_found_exception', `no such index [${name}]`);
