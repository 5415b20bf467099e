/** Where a run stands. `validated` is the end of a dry run, and otherwise the moment before publishing. */
export type RunState =
  | 'requested'
  | 'fetching'
  | 'staged'
  | 'validated'
  | 'published'
  | 'unchanged'
  | 'rejected'
  | 'failed'
  | 'aborted';

export type Trigger = 'cli' | 'http' | 'schedule' | 'replay' | 'start';

const ENDS_BADLY = ['rejected', 'failed', 'aborted'] as const;
const NEXT: Readonly<Record<RunState, readonly RunState[]>> = {
  requested: ['fetching', ...ENDS_BADLY],
  fetching: ['staged', 'unchanged', ...ENDS_BADLY],
  staged: ['validated', ...ENDS_BADLY],
  validated: ['published', 'unchanged', ...ENDS_BADLY],
  published: [],
  unchanged: [],
  rejected: [],
  failed: [],
  aborted: [],
};

export const MOST_ATTEMPTS = 3;

/** One attempt to bring one source into one dataset: which step may follow which. */
export class ImportRun {
  constructor(
    readonly id: number,
    readonly dryRun: boolean,
    private current: RunState = 'requested',
    private tries = 1,
  ) {}

  get state(): RunState {
    return this.current;
  }

  get attempt(): number {
    return this.tries;
  }

  get over(): boolean {
    return isOver(this.current, this.dryRun);
  }

  moveTo(next: RunState): void {
    const publishesNothing = this.dryRun && (next === 'published' || next === 'unchanged');
    if (!NEXT[this.current].includes(next) || publishesNothing) {
      throw new Error(`Run ${String(this.id)} cannot go from ${this.current} to ${next}`);
    }
    this.current = next;
  }

  /** From the raw file once more, after the database or the owner was lost. */
  restart(): void {
    if (this.over || this.current === 'requested' || this.tries >= MOST_ATTEMPTS) {
      throw new Error(`Run ${String(this.id)} cannot be tried again: ${this.current}, attempt ${String(this.tries)}`);
    }
    this.current = 'fetching';
    this.tries++;
  }
}

/** Nothing more will happen to a run in this state. */
export const isOver = (state: RunState, dryRun: boolean): boolean =>
  NEXT[state].length === 0 || (dryRun && state === 'validated');
