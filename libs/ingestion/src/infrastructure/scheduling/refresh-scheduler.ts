import { Database, SETTINGS, type Settings } from '@hexagone/platform';
import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { Channel, Dataset } from '../../application/dataset';
import { DatasetRegistry } from '../../application/dataset-registry';
import { RequestImport } from '../../application/request-import';
import { ImportFailure } from '../../domain/import-failure';
import { nextDue } from './cron-slots';
import { isRefreshed } from './refresh-switch';

const EVERY_MS = 10_000;

interface Scheduled {
  readonly dataset: Dataset;
  readonly channel: Channel;
  readonly cron: string;
}

interface Slot {
  /** To the microsecond, which a Date would lose. */
  readonly slot: string;
  readonly due: Date;
  readonly now: Date;
  readonly enabled: boolean;
}

/** In a service process: asks for an import at each slot of each refreshed channel, once among all processes. */
@Injectable()
export class RefreshScheduler implements OnModuleDestroy {
  private readonly logger = new Logger('scheduler');
  private timer: NodeJS.Timeout | undefined;
  private ticking: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly registry: DatasetRegistry,
    private readonly requestImport: RequestImport,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  start(): void {
    if (this.scheduled().length === 0) return;
    this.timer ??= setInterval(() => {
      this.ticking ??= this.tick().finally(() => (this.ticking = undefined));
    }, EVERY_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.ticking;
  }

  /** Looks at every channel once. What fails is said, and tried again at the next tick. */
  async tick(): Promise<void> {
    for (const scheduled of this.scheduled()) {
      try {
        await this.look(scheduled);
      } catch (error) {
        const { dataset, channel } = scheduled;
        const reason = error instanceof Error ? error.message : String(error);
        this.logger.warn(`${dataset.name} ${channel.name} was not refreshed: ${reason}`);
      }
    }
  }

  private scheduled(): Scheduled[] {
    const refreshed = this.registry.all().filter(({ name }) => isRefreshed(this.settings.env, name));
    return refreshed.flatMap((dataset) =>
      dataset.channels.flatMap((channel) => (channel.cron ? [{ dataset, channel, cron: channel.cron }] : [])),
    );
  }

  private async look(scheduled: Scheduled): Promise<void> {
    const { dataset, channel } = scheduled;
    const { rows } = await this.database.query<Slot>(
      'SELECT next_due_at::text AS slot, next_due_at AS due, now(), enabled FROM dataset_schedule WHERE dataset = $1 AND channel = $2',
      [dataset.name, channel.name],
    );
    const [schedule] = rows;
    if (!schedule) await this.enter(scheduled);
    else if (schedule.enabled && schedule.due <= schedule.now) await this.due(scheduled, schedule);
  }

  /** The first process that knows the channel writes its first slot. */
  private async enter({ dataset, channel, cron }: Scheduled): Promise<void> {
    await this.database.query('INSERT INTO dataset (name) VALUES ($1) ON CONFLICT DO NOTHING', [dataset.name]);
    await this.database.query(
      'INSERT INTO dataset_schedule (dataset, channel, next_due_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [dataset.name, channel.name, nextDue(cron, channel, new Date())],
    );
  }

  /** Who moves the slot on asks for the run, in one transaction. However many slots were missed, one run makes them up. */
  private async due({ dataset, channel, cron }: Scheduled, { slot, due, now }: Slot): Promise<void> {
    try {
      await this.database.run(async () => {
        const { rowCount } = await this.database.query(
          `UPDATE dataset_schedule SET next_due_at = $4
           WHERE dataset = $1 AND channel = $2 AND next_due_at = $3::timestamptz AND next_due_at <= now() AND enabled`,
          [dataset.name, channel.name, slot, nextDue(cron, channel, now)],
        );
        if (rowCount === 1) await this.request(dataset, channel, due);
      });
    } catch (error) {
      if (!(error instanceof ImportFailure && error.outcome === 'busy')) throw error;
    }
  }

  private async request(dataset: Dataset, channel: Channel, due: Date): Promise<void> {
    const id = await this.requestImport.execute({
      dataset: dataset.name,
      from: { kind: 'official' },
      trigger: 'schedule',
      actor: 'scheduler',
      channel: channel.name,
      scheduledFor: due,
    });
    this.logger.log(`${dataset.name} ${channel.name} is due: import ${id}`);
  }
}
