import { SETTINGS, type Settings } from '@hexagone/platform';
import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { ImportWorker } from '../../application/import-worker';
import type { Progress } from '../../application/import-request';
import { LoadEmbeddedData } from '../../application/load-embedded-data';
import { ForgetOldFiles } from '../../application/forget-old-files';
import { HandedOver } from '../../domain/loss-problems';
import { RefreshScheduler } from '../scheduling/refresh-scheduler';

/** Between two lines about the same stage. */
const EVERY_MS = 5_000;
const DAY_MS = 86_400_000;

/** The work itself, each part of which can be had alone. */
@Injectable()
export class ImportWork {
  constructor(
    readonly worker: ImportWorker,
    readonly scheduler: RefreshScheduler,
    readonly embedded: LoadEmbeddedData,
    readonly forgetting: ForgetOldFiles,
  ) {}
}

/** What a service process does beside answering: the first load, runs that were asked for, refreshing by schedule. */
@Injectable()
export class BackgroundImports implements OnModuleDestroy {
  private readonly logger = new Logger('imports');
  private readonly stopping = new AbortController();
  private firstLoad: Promise<void> = Promise.resolve();
  private daily: NodeJS.Timeout | undefined;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly work: ImportWork,
  ) {}

  /** Once the database is open. Answers at once; what fails is said in the log. */
  start(): void {
    this.firstLoad = this.saying(this.prepare());
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.daily);
    this.stopping.abort(new HandedOver());
    await Promise.all([this.firstLoad, this.work.worker.stop()]);
  }

  private saying(work: Promise<void>): Promise<void> {
    return work.catch((error: unknown) => {
      this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    });
  }

  /** A line when a run comes to another stage, and from time to time while it stays there. */
  private steps(): (progress: Progress) => void {
    let said = { at: '', until: 0 };
    return ({ run, stage, done, unit }) => {
      const at = `${run} ${stage}`;
      if (said.at === at && Date.now() < said.until) return;
      said = { at, until: Date.now() + EVERY_MS };
      this.logger.log(`Import ${run}: ${stage}, ${done} ${unit}`);
    };
  }

  private async prepare(): Promise<void> {
    const { worker, scheduler, embedded, forgetting } = this.work;
    await forgetting.execute();
    this.daily = setInterval(() => {
      void this.saying(forgetting.execute());
    }, DAY_MS).unref();
    if (this.settings.worker) worker.start();
    scheduler.start();
    if (!this.settings.demo) return;
    const rows = await embedded.execute({
      signal: this.stopping.signal,
      progress: this.steps(),
      said: ({ en }) => {
        this.logger.log(en);
      },
    });
    for (const { dataset, part, state, read, problem } of rows) {
      if (problem) this.logger.warn(`${dataset} is ${state}: ${problem.detail.en}`);
      else this.logger.log(`${dataset} (${part}) is ${state}: ${read} records read`);
    }
  }
}
