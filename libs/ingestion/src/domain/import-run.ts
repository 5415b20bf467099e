/** Where a run stands. `validated` is the end of a dry run, and otherwise the moment before publishing. */
export type RunState =
  'requested' | 'fetching' | 'staged' | 'validated' | 'published' | 'unchanged' | 'rejected' | 'failed' | 'aborted';

export const TRIGGERS = ['cli', 'http', 'schedule', 'replay', 'start'] as const;
export type Trigger = (typeof TRIGGERS)[number];

/** From the raw file, counting the first. */
export const MOST_ATTEMPTS = 3;

const BAD_ENDS = ['rejected', 'failed', 'aborted'] as const;

/** A new attempt at a run that lost its sessions or its owner begins again at `fetching`. */
const NEXT: Readonly<Record<RunState, readonly RunState[]>> = {
  requested: ['fetching', ...BAD_ENDS],
  fetching: ['fetching', 'staged', 'unchanged', ...BAD_ENDS],
  staged: ['fetching', 'validated', ...BAD_ENDS],
  validated: ['fetching', 'published', 'unchanged', ...BAD_ENDS],
  published: [],
  unchanged: [],
  rejected: [],
  failed: [],
  aborted: [],
};

export const RUN_STATES = Object.keys(NEXT) as RunState[];

export const mayFollow = (from: RunState, to: RunState): boolean => NEXT[from].includes(to);

/** The states that a run may come from: whoever writes a state demands one of them. */
export const statesBefore = (to: RunState): readonly RunState[] => RUN_STATES.filter((from) => mayFollow(from, to));

/** Owned by a process, or left by one that died. */
export const UNDER_WAY: readonly RunState[] = ['fetching', 'staged', 'validated'];

/** Nothing more will happen to a run in this state. */
export const isOver = (state: RunState, dryRun: boolean): boolean =>
  NEXT[state].length === 0 || (dryRun && state === 'validated');

/** Whether a service process goes on with a run whose owner died. A terminal's run ends with its terminal. */
export const isTakenOver = (trigger: Trigger, attempt: number): boolean =>
  attempt < MOST_ATTEMPTS && (trigger === 'http' || trigger === 'schedule' || trigger === 'replay');
