import { Module } from '@nestjs/common';
import { LoadReads } from './application/load-reads';
import { MixReads } from './application/mix-reads';
import { ConsumptionController } from './infrastructure/http/consumption.controller';
import { MixController } from './infrastructure/http/mix.controller';
import { SeriesAnswers } from './infrastructure/http/series-answers';
import { SqlLoadReads } from './infrastructure/persistence/sql-load-reads';
import { SqlMixReads } from './infrastructure/persistence/sql-mix-reads';

/** Half-hourly electricity consumption and its mix, as RTE publishes them. */
@Module({
  controllers: [ConsumptionController, MixController],
  providers: [
    SeriesAnswers,
    { provide: LoadReads, useClass: SqlLoadReads },
    { provide: MixReads, useClass: SqlMixReads },
  ],
})
export class EnergyModule {}
