/** One rule of retention, known to the register of processing by the same id. */
export interface Retention {
  /** Id of the rule in the register: `audience.sessions`. The register says how long. */
  readonly rule: string;
  /** Erases what ended before that instant, which the register gives for `now`, or only counts it; how many. */
  readonly purge: (before: Date, rehearsal: boolean, now: Date) => Promise<number>;
}

/** What one context knows of people. Erasing and purging take part in the transaction in progress. */
export interface PersonalDataHolder {
  /** Name of the section in an export: `lending`. */
  readonly context: string;
  readonly retentions: readonly Retention[];
  /** Everything held about that account, without secrets; JSON. Empty when nothing is. */
  readonly export: (account: string) => Promise<Readonly<Record<string, unknown>>>;
  /** Leaves nothing that leads to that account; what was done, in counts. */
  readonly erase: (account: string) => Promise<Readonly<Record<string, number>>>;
  /** The person withdrew their consent to that purpose of the register, or objected: what was kept for it alone goes. */
  readonly refused?: (account: string, purpose: string) => Promise<void>;
  /** After a backup was brought back: erases again those of its subjects, other than accounts, that have a mark; how many. */
  readonly eraseAgain?: (marks: ErasureMarks) => Promise<number>;
}

/** Every context adds its own holder when its module starts. */
export class PersonalDataHolders {
  private readonly known: PersonalDataHolder[] = [];

  add(holder: PersonalDataHolder): void {
    if (this.known.some(({ context }) => context === holder.context))
      throw new Error(`Personal data of ${holder.context} have two holders`);
    this.known.push(holder);
  }

  get all(): readonly PersonalDataHolder[] {
    return this.known;
  }
}

/** Who was erased, so that a backup brought back can be cleaned again. Keeps a keyed hash alone, never the name. */
export abstract class ErasureMarks {
  /** `account:<uuid>`, `opportunity:<id>`. */
  abstract remember(subjects: readonly string[]): Promise<void>;
  /** Those of them that were erased. */
  abstract among(subjects: readonly string[]): Promise<ReadonlySet<string>>;
}
