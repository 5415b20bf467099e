import { DatasetRegistry } from '@hexagone/ingestion';
import { Database, SETTINGS, type Settings } from '@hexagone/platform';
import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { AreaReads } from './application/area-reads';
import { LoadReads } from './application/load-reads';
import { MixReads } from './application/mix-reads';
import { SampleEco2mixCommand } from './infrastructure/cli/sample-eco2mix.command';
import { eco2mixDataset } from './infrastructure/energy-loads';
import { AreasController } from './infrastructure/http/areas.controller';
import { ConsumptionController } from './infrastructure/http/consumption.controller';
import { MixController } from './infrastructure/http/mix.controller';
import { SeriesAnswers } from './infrastructure/http/series-answers';
import { SqlAreaReads } from './infrastructure/persistence/sql-area-reads';
import { SqlLoadReads } from './infrastructure/persistence/sql-load-reads';
import { SqlMixReads } from './infrastructure/persistence/sql-mix-reads';
import { LoadStatus } from './infrastructure/status/load-status';

/** Half-hourly electricity consumption and its mix, as RTE publishes them. */
@Module({
  controllers: [ConsumptionController, MixController, AreasController],
  providers: [
    LoadStatus,
    SampleEco2mixCommand,
    SeriesAnswers,
    { provide: AreaReads, useClass: SqlAreaReads },
    { provide: LoadReads, useClass: SqlLoadReads },
    { provide: MixReads, useClass: SqlMixReads },
  ],
})
export class EnergyModule implements OnModuleInit {
  constructor(
    private readonly datasets: DatasetRegistry,
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.datasets.add(eco2mixDataset(this.settings, this.database));
  }
}
