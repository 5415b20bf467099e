/** The next step, at once where nothing has to be waited for: most requests then cost no turn of the event loop. */
export const promptly = <T, R>(value: T | Promise<T>, next: (value: T) => R | Promise<R>): R | Promise<R> =>
  value instanceof Promise ? value.then(next) : next(value);
