/** Lets `abreast` works run at once and `waiting` wait; what comes then is refused with the error of `full`. */
export class Turns {
  private running = 0;
  private readonly queue: (() => void)[] = [];

  constructor(
    private readonly limits: { readonly abreast: number; readonly waiting: number; readonly full: () => Error },
  ) {}

  async take<T>(work: () => Promise<T>): Promise<T> {
    const { abreast, waiting, full } = this.limits;
    if (this.running >= abreast) {
      if (this.queue.length >= waiting) throw full();
      await new Promise<void>((resolve) => this.queue.push(resolve));
    } else this.running++;
    try {
      return await work();
    } finally {
      // The turn is handed over, so that nobody who comes in between takes it.
      const next = this.queue.shift();
      if (next) next();
      else this.running--;
    }
  }
}
