import { DatasetRegistry } from '@hexagone/ingestion';
import { Module, type OnModuleInit } from '@nestjs/common';
import { AreaReads } from './application/area-reads';
import { FindArea } from './application/find-area';
import { FindCommune } from './application/find-commune';
import { ListAreas } from './application/list-areas';
import { NameSearch } from './application/name-search';
import { AreaAnswers } from './infrastructure/http/area-answers';
import { CommunesController } from './infrastructure/http/communes.controller';
import { DepartementsController } from './infrastructure/http/departements.controller';
import { EpcisController } from './infrastructure/http/epcis.controller';
import { RegionsController } from './infrastructure/http/regions.controller';
import { SubCommunesController } from './infrastructure/http/sub-communes.controller';
import { TerritoryPublished } from './infrastructure/http/territory-published';
import { SqlAreaReads } from './infrastructure/persistence/sql-area-reads';
import { SqlNameSearch } from './infrastructure/persistence/sql-name-search';
import { territoryDataset } from './infrastructure/territory-loads';

/** A static route of `/communes` must be listed before the controller that reads a code in its place. */
@Module({
  controllers: [CommunesController, SubCommunesController, DepartementsController, RegionsController, EpcisController],
  providers: [
    ListAreas,
    FindCommune,
    FindArea,
    AreaAnswers,
    TerritoryPublished,
    { provide: AreaReads, useClass: SqlAreaReads },
    { provide: NameSearch, useClass: SqlNameSearch },
  ],
})
export class TerritoryModule implements OnModuleInit {
  constructor(private readonly datasets: DatasetRegistry) {}

  onModuleInit(): void {
    this.datasets.add(territoryDataset());
  }
}
