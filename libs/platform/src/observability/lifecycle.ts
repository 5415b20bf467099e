/** Whether this process is on its way out. Readiness, answers and shutdown share it. */
export class Lifecycle {
  readonly startedAt = new Date();
  draining = false;
}
