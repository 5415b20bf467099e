/** Who decides, as the audit log names them. */
export interface Decider {
  readonly actor: string;
  readonly requestId: string;
}
