import { SETTINGS, type Settings } from '@hexagone/platform';
import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { ImportWorker } from '../../application/import-worker';
import { LoadEmbeddedData } from '../../application/load-embedded-data';
import { SweepRawFiles } from '../../application/sweep-raw-files';
import { HandedOver } from '../../domain/loss-problems';
import { RefreshScheduler } from '../scheduling/refresh-scheduler';

/** The work itself, each part of which can be had alone. */
@Injectable()
export class ImportWork {
  constructor(
    readonly worker: ImportWorker,
    readonly scheduler: RefreshScheduler,
    readonly embedded: LoadEmbeddedData,
    readonly sweep: SweepRawFiles,
  ) {}
}

/** What a service process does beside answering: the first load, runs that were asked for, refreshing by schedule. */
@Injectable()
export class BackgroundImports implements OnModuleDestroy {
  private readonly logger = new Logger('imports');
  private readonly stopping = new AbortController();
  private firstLoad: Promise<void> = Promise.resolve();

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly work: ImportWork,
  ) {}

  /** Once the database is open. Answers at once; what fails is said in the log. */
  start(): void {
    this.firstLoad = this.prepare().catch((error: unknown) => {
      this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort(new HandedOver());
    await Promise.all([this.firstLoad, this.work.worker.stop()]);
  }

  private async prepare(): Promise<void> {
    const { worker, scheduler, embedded, sweep } = this.work;
    await sweep.execute();
    if (this.settings.worker) worker.start();
    scheduler.start();
    if (!this.settings.demo) return;
    const rows = await embedded.execute({
      signal: this.stopping.signal,
      progress: () => undefined,
      said: ({ en }) => {
        this.logger.log(en);
      },
    });
    for (const { dataset, state, read, problem } of rows) {
      if (problem) this.logger.warn(`${dataset} is ${state}: ${problem.detail.en}`);
      else this.logger.log(`${dataset} is ${state}: ${read} records read`);
    }
  }
}
