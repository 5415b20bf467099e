import { Generations } from '@hexagone/kernel';
import { Database, presentBuild, SETTINGS } from '@hexagone/platform';
import { Global, Module } from '@nestjs/common';
import { AbortImport } from './application/abort-import';
import { CodeVersion } from './application/code-version';
import { CorrectedRejects } from './application/corrected-rejects';
import { DatasetFreshness } from './application/dataset-freshness';
import { DatasetRegistry } from './application/dataset-registry';
import { FaultLog } from './application/fault-log';
import { ImportBatch } from './application/import-batch';
import { ImportOrders } from './application/import-orders';
import { ImportReads } from './application/import-reads';
import { ImportWorker } from './application/import-worker';
import { InMemoryDatasetRegistry } from './application/in-memory-dataset-registry';
import { LoadEmbeddedData } from './application/load-embedded-data';
import { ReplayRejects } from './application/replay-rejects';
import { PublishedRuns } from './application/published-runs';
import { RequestImport } from './application/request-import';
import { RunImport } from './application/run-import';
import { RunLedger } from './application/run-ledger';
import { RunOfSource } from './application/run-source';
import { SingleRun } from './application/single-run';
import { SourceCatalogue } from './application/source-catalogue';
import { SourceFetcher, SourceReader } from './application/source-files';
import { SourcePlans } from './application/source-plans';
import { StagingDatabase } from './application/staging-database';
import { ForgetOldFiles } from './application/forget-old-files';
import { TakeRun } from './application/take-run';
import { UploadShelf } from './application/upload-shelf';
import { DatasetsCommand } from './infrastructure/cli/datasets.command';
import { ImportCommand } from './infrastructure/cli/import.command';
import { ImportsCommand } from './infrastructure/cli/imports.command';
import { RefreshCommand } from './infrastructure/cli/refresh.command';
import { RejectsCommand } from './infrastructure/cli/rejects.command';
import { ReplayCommand } from './infrastructure/cli/replay.command';
import { TerminalRun } from './infrastructure/cli/terminal-run';
import { StreamingSourceReader } from './infrastructure/decode/streaming-source-reader';
import { DirectoryCatalogue } from './infrastructure/fetch/directory-catalogue';
import { RawStoreSourceFetcher } from './infrastructure/fetch/raw-store-source-fetcher';
import { DatasetsController } from './infrastructure/http/datasets.controller';
import { ImportRejectsController } from './infrastructure/http/import-rejects.controller';
import { ImportRequestsController } from './infrastructure/http/import-requests.controller';
import { ImportsController } from './infrastructure/http/imports.controller';
import { NestFaultLog } from './infrastructure/nest-fault-log';
import { PostgresGenerations } from './infrastructure/persistence/postgres-generations';
import { PostgresStagingDatabase } from './infrastructure/persistence/postgres-staging-database';
import { SqlRunLedger } from './infrastructure/persistence/sql-run-ledger';
import { IngestionActs } from './infrastructure/privacy/ingestion-acts';
import { RejectValues } from './infrastructure/privacy/reject-values';
import { SqlDatasetFreshness } from './infrastructure/reads/sql-dataset-freshness';
import { SqlImportReads } from './infrastructure/reads/sql-import-reads';
import { SqlPublishedRuns } from './infrastructure/reads/sql-published-runs';
import { BackgroundImports, ImportWork } from './infrastructure/running/background-imports';
import { RefreshScheduler } from './infrastructure/scheduling/refresh-scheduler';
import { ImportStatus } from './infrastructure/status/import-status';

const USE_CASES = [
  ...[AbortImport, ImportWorker, LoadEmbeddedData, ReplayRejects, RequestImport, RunImport, ForgetOldFiles, TakeRun],
];
const SERVICES = [CorrectedRejects, ImportBatch, ImportOrders, RunOfSource, SingleRun, SourcePlans, UploadShelf];
const COMMANDS = [
  DatasetsCommand,
  ImportCommand,
  ImportsCommand,
  RefreshCommand,
  RejectsCommand,
  ReplayCommand,
  TerminalRun,
];

/** The spine: every context's datasets are loaded, accounted for and published here. */
@Global()
@Module({
  controllers: [DatasetsController, ImportRejectsController, ImportRequestsController, ImportsController],
  providers: [
    ...USE_CASES,
    ...SERVICES,
    ...COMMANDS,
    ImportStatus,
    IngestionActs,
    RejectValues,
    BackgroundImports,
    ImportWork,
    RefreshScheduler,
    { provide: CodeVersion, useFactory: () => ({ text: presentBuild(process.env).version }) },
    { provide: DatasetFreshness, useClass: SqlDatasetFreshness },
    { provide: DatasetRegistry, useClass: InMemoryDatasetRegistry },
    { provide: FaultLog, useClass: NestFaultLog },
    { provide: Generations, useClass: PostgresGenerations },
    { provide: ImportReads, useClass: SqlImportReads },
    { provide: PublishedRuns, useClass: SqlPublishedRuns },
    {
      provide: RunLedger,
      useFactory: (database: Database, { text }: CodeVersion) => new SqlRunLedger(database, text),
      inject: [Database, CodeVersion],
    },
    { provide: SourceCatalogue, useClass: DirectoryCatalogue },
    { provide: SourceFetcher, useFactory: RawStoreSourceFetcher.from.bind(RawStoreSourceFetcher), inject: [SETTINGS] },
    { provide: SourceReader, useFactory: () => new StreamingSourceReader() },
    { provide: StagingDatabase, useClass: PostgresStagingDatabase },
  ],
  exports: [BackgroundImports, DatasetFreshness, DatasetRegistry, Generations, PublishedRuns, RunImport],
})
export class IngestionModule {}
