/** Who does it, for the audit log: `account:<uuid>`, `cli`, `anonymous` … */
export interface By {
  readonly actor: string;
  readonly requestId?: string | undefined;
}
