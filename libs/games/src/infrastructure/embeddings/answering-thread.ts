import { Worker } from 'node:worker_threads';

interface Waiting<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** What a program's thread sends back. */
type Reply<Answer> = { readonly id: number } & ({ readonly answer: Answer } | { readonly error: string });

/** Nobody asked for so long (ms): the thread ends and frees its memory; the next question starts another. */
const IDLE_MS = 600_000;

/** So long for one answer: then the thread hangs, and is ended. */
const PATIENCE_MS = 30_000;

const ANSWERING = `
  const { parentPort, workerData } = require('node:worker_threads');
  let last = Promise.resolve();
  parentPort.on('message', ({ id, question }) => {
    last = last
      .then(() => answer(question))
      .then((answer) => parentPort.postMessage({ id, answer }))
      .catch((error) => parentPort.postMessage({ id, error: String((error && error.message) || error) }));
  });`;

/**
 * A thread that answers questions one by one, in their order; it never keeps the process alive for itself. Its program is
 * text, so that it needs no file of its own wherever the code is compiled to: it defines `answer(question)` and may use
 * `workerData` and `require`.
 */
export class AnsweringThread<Question, Answer> {
  private readonly waiting = new Map<number, Waiting<Answer>>();
  private worker: Worker | undefined;
  private alarm: NodeJS.Timeout | undefined;
  private asked = 0;

  constructor(
    private readonly program: string,
    private readonly data: unknown = null,
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  /** Throws what the program throws, or that the thread died or was ended. */
  ask(question: Question): Promise<Answer> {
    const worker = (this.worker ??= this.started());
    worker.ref();
    if (this.waiting.size === 0) this.watch();
    const id = ++this.asked;
    return new Promise<Answer>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      worker.postMessage({ id, question });
    });
  }

  /** Whoever waits is told; who asks from now on gets another thread. */
  async close(why = 'The thread has ended'): Promise<void> {
    const { worker } = this;
    this.lose(new Error(why));
    await worker?.terminate();
  }

  private started(): Worker {
    const worker = new Worker(ANSWERING + this.program, {
      eval: true,
      execArgv: [],
      env: {},
      stdout: true,
      stderr: true,
      workerData: this.data,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    worker.on('message', (reply: Reply<Answer>) => {
      if (worker === this.worker) this.settle(reply);
    });
    worker.on('error', (error: unknown) => {
      if (worker === this.worker) this.lose(error instanceof Error ? error : new Error(String(error)));
    });
    worker.on('exit', () => {
      if (worker === this.worker) this.lose(new Error('The thread has ended'));
    });
    return worker;
  }

  private settle(reply: Reply<Answer>): void {
    const waiting = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    if (this.waiting.size === 0) this.rest();
    else this.watch();
    if ('answer' in reply) waiting?.resolve(reply.answer);
    else waiting?.reject(new Error(reply.error));
  }

  private watch(): void {
    clearTimeout(this.alarm);
    this.alarm = setTimeout(() => void this.close('The thread does not answer'), this.patienceMs).unref();
  }

  private rest(): void {
    this.worker?.unref();
    clearTimeout(this.alarm);
    this.alarm = setTimeout(() => void this.close(), IDLE_MS).unref();
  }

  private lose(error: Error): void {
    clearTimeout(this.alarm);
    this.worker = undefined;
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
