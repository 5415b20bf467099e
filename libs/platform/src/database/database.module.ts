import { Transaction } from '@hexagone/kernel';
import { type DynamicModule, Global, Logger, Module } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { DataSource, type EntitySchema } from 'typeorm';
import { SETTINGS, type Settings } from '../config/settings';
import { Housekeeping } from '../housekeeping/housekeeping';
import { connectionOptions } from './connection-options';
import { Database } from './database';
import { DatabaseServer } from './database-server';
import { DirectConnections } from './direct-connections';
import type { MigrationClass } from './migrate';
import { PostgresDirectConnections } from './postgres-direct-connections';
import { SchemaMigrations } from './schema-migrations';

class Mapping {
  constructor(readonly schemas: readonly EntitySchema[]) {}
}

@Module({})
class MappingModule {}

function mapped(modules: ModulesContainer): EntitySchema[] {
  const providers = [...modules.values()].flatMap((module) => [...module.providers.values()]);
  return providers.flatMap(({ instance }) => (instance instanceof Mapping ? instance.schemas : []));
}

function database(server: DatabaseServer, migrations: SchemaMigrations, modules: ModulesContainer): Database {
  return new Database({
    async connect() {
      const { pooled } = await server.addresses();
      const applied = await migrations.applyIfAutomatic();
      if (applied.length > 0) new Logger('database').log(`Migrated: ${applied.join(', ')}`);
      return new DataSource(connectionOptions(pooled, mapped(modules))).initialize();
    },
    leave: () => server.leave(),
  });
}

/** Database, Transaction, Housekeeping, DirectConnections, SchemaMigrations and DatabaseServer for every module. Opens nothing by itself. */
@Global()
@Module({})
export class DatabaseModule {
  static with(migrations: readonly MigrationClass[]): DynamicModule {
    const server = (settings: Settings): DatabaseServer => {
      const logger = new Logger('database');
      return new DatabaseServer(settings, (line) => {
        logger.log(line);
      });
    };
    const schema = (at: DatabaseServer, settings: Settings): SchemaMigrations =>
      new SchemaMigrations(at, settings, migrations);
    // The first session of a process may be a direct one: it too finds the schema migrated.
    const direct = (at: DatabaseServer, opened: Database): DirectConnections =>
      new PostgresDirectConnections({
        addresses: async () => {
          await opened.open();
          return at.addresses();
        },
      });
    return {
      module: DatabaseModule,
      providers: [
        { provide: DatabaseServer, useFactory: server, inject: [SETTINGS] },
        { provide: SchemaMigrations, useFactory: schema, inject: [DatabaseServer, SETTINGS] },
        { provide: DirectConnections, useFactory: direct, inject: [DatabaseServer, Database] },
        { provide: Database, useFactory: database, inject: [DatabaseServer, SchemaMigrations, ModulesContainer] },
        { provide: Transaction, useExisting: Database },
        { provide: Housekeeping, useFactory: (opened: Database) => new Housekeeping(opened), inject: [Database] },
      ],
      exports: [DatabaseServer, SchemaMigrations, DirectConnections, Database, Transaction, Housekeeping],
    };
  }

  /** What a context's module imports to have its domain classes mapped. */
  static mapping(schemas: readonly EntitySchema[]): DynamicModule {
    return { module: MappingModule, providers: [{ provide: Mapping, useValue: new Mapping(schemas) }] };
  }
}
