import { Module } from '@nestjs/common';
import { LoadReads } from './application/load-reads';
import { ConsumptionController } from './infrastructure/http/consumption.controller';
import { SeriesAnswers } from './infrastructure/http/series-answers';
import { SqlLoadReads } from './infrastructure/persistence/sql-load-reads';

/** Half-hourly electricity consumption and its mix, as RTE publishes them. */
@Module({
  controllers: [ConsumptionController],
  providers: [SeriesAnswers, { provide: LoadReads, useClass: SqlLoadReads }],
})
export class EnergyModule {}
