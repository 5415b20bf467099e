/** One act that must be provable later. Nothing personal in it: identifiers, scopes, counts, addresses cut short. */
export interface AuditEvent {
  /** Account uuid, `client:<id>`, `cli`, `anonymous` or `housekeeping`. */
  readonly actor: string;
  /** Context and act: `auth.login`, `import.published`, `games.merge`. */
  readonly action: string;
  /** What it was done to: `account:<uuid>`, `run:12`; absent where the action says it all. */
  readonly target?: string | undefined;
  readonly outcome: 'success' | 'failure' | 'denied';
  readonly requestId?: string | undefined;
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
}

/** The append-only record of who did what. */
export abstract class AuditLog {
  /** Written in the transaction in progress, if there is one: it is there exactly when the act is. */
  abstract record(event: AuditEvent): Promise<void>;
}
