import { DatasetRegistry } from '@hexagone/ingestion';
import { DatabaseModule } from '@hexagone/platform';
import { Module, type OnModuleInit } from '@nestjs/common';
import { AreaReads } from './application/area-reads';
import { FindArea } from './application/find-area';
import { FindCommune } from './application/find-commune';
import { ListAreas } from './application/list-areas';
import { NameSearch } from './application/name-search';
import { OverrideReads } from './application/override-reads';
import { CommunesCsvDataset } from './application/postal/communes-csv-dataset';
import { RepeatedMembers } from './application/repeated-members';
import { RevertOverride } from './application/revert-override';
import { UpsertCommune } from './application/upsert-commune';
import { WriteCommune } from './application/write-commune';
import { CommuneCandidates, CommuneRepository } from './domain/commune.repository';
import { AreaAnswers } from './infrastructure/http/area-answers';
import { CommuneWritesController, OverridesController } from './infrastructure/http/commune-writes.controller';
import { CommunesController } from './infrastructure/http/communes.controller';
import { DepartementsController } from './infrastructure/http/departements.controller';
import { EpcisController } from './infrastructure/http/epcis.controller';
import { RegionsController } from './infrastructure/http/regions.controller';
import { SubCommunesController } from './infrastructure/http/sub-communes.controller';
import { TerritoryPublished } from './infrastructure/http/territory-published';
import { WrittenAnswers } from './infrastructure/http/written-answers';
import { PostalPublication } from './infrastructure/laposte/postal-publication';
import { communeOverrideSchema } from './infrastructure/persistence/commune-override.schema';
import { SqlAreaReads } from './infrastructure/persistence/sql-area-reads';
import { SqlCommuneCandidates } from './infrastructure/persistence/sql-commune-candidates';
import { SqlNameSearch } from './infrastructure/persistence/sql-name-search';
import { SqlOverrideReads } from './infrastructure/persistence/sql-override-reads';
import { TypeOrmCommuneRepository } from './infrastructure/persistence/typeorm-commune.repository';
import { TerritoryActs } from './infrastructure/privacy/territory-acts';
import { territoryDataset } from './infrastructure/territory-loads';

/** A static route of `/communes` must be listed before the controller that reads a code in its place. */
@Module({
  imports: [DatabaseModule.mapping([communeOverrideSchema])],
  controllers: [
    OverridesController,
    CommuneWritesController,
    CommunesController,
    SubCommunesController,
    DepartementsController,
    RegionsController,
    EpcisController,
  ],
  providers: [
    ListAreas,
    FindCommune,
    FindArea,
    AreaAnswers,
    TerritoryPublished,
    RepeatedMembers,
    RevertOverride,
    UpsertCommune,
    WriteCommune,
    WrittenAnswers,
    TerritoryActs,
    { provide: CommuneCandidates, useClass: SqlCommuneCandidates },
    { provide: CommuneRepository, useClass: TypeOrmCommuneRepository },
    { provide: OverrideReads, useClass: SqlOverrideReads },
    { provide: AreaReads, useClass: SqlAreaReads },
    { provide: NameSearch, useClass: SqlNameSearch },
  ],
})
export class TerritoryModule implements OnModuleInit {
  constructor(private readonly datasets: DatasetRegistry) {}

  onModuleInit(): void {
    this.datasets.add(territoryDataset());
    this.datasets.add(new CommunesCsvDataset(new PostalPublication()));
  }
}
