const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

const controller = new AbortController();
const listeners = new Map<string, () => void>();
let code = 0;

/** Aborted when SIGINT or SIGTERM asks the command in progress to stop: it ends what it began, and soon. */
export const interruption: AbortSignal = controller.signal;

/** The exit code that the interruption asks for; 0 when there was none. */
export const interruptionCode = (): number => code;

export function interrupt(exitCode: number): void {
  code ||= exitCode;
  controller.abort();
}

/** The first signal interrupts, a second one ends the process at once. */
export function listenForSignals(): void {
  for (const [signal, exitCode] of Object.entries(EXIT_CODES)) {
    const listener = (): void => {
      if (interruption.aborted) process.exit(exitCode);
      interrupt(exitCode);
    };
    listeners.set(signal, listener);
    process.on(signal, listener);
  }
}

/** For a command that answers signals in its own way. */
export function standAside(): void {
  for (const [signal, listener] of listeners) process.off(signal, listener);
}
