import { DomainError, problem } from '@hexagone/kernel';
import { Injectable } from '@nestjs/common';
import type { Command } from 'commander';
import type { Client } from 'pg';
import { DatabaseServer } from '../database/database-server';
import { pendingMigrations } from '../database/migrate';
import { PostgresDirectConnections } from '../database/postgres-direct-connections';
import { resetDatabase } from '../database/reset';
import { SchemaMigrations } from '../database/schema-migrations';
import { CliCommand } from './cli-command';
import { print, printJson } from './terminal';

interface Asked {
  readonly json?: true;
  readonly yes?: true;
}

const RESET_UNCONFIRMED = problem('platform.reset-unconfirmed', 'invalid', {
  en: 'Nothing was done',
  fr: 'Rien n’a été fait',
});

/** `hexagone db migrate|status|reset` */
@Injectable()
export class DatabaseCommand extends CliCommand {
  constructor(
    private readonly server: DatabaseServer,
    private readonly migrations: SchemaMigrations,
  ) {
    super();
  }

  describe(program: Command): void {
    const db = program.command('db').description('The database and its migrations');
    const verb = (name: string, description: string, example: string): Command =>
      db
        .command(name)
        .description(description)
        .option('--json', 'one JSON object on stdout')
        .addHelpText('after', `\nExample:\n  hexagone db ${example}`);
    verb('migrate', 'Apply the pending migrations', 'migrate').action((asked: Asked) => this.migrate(asked));
    verb('status', 'Which migrations are applied, which are pending', 'status').action((asked: Asked) =>
      this.status(asked),
    );
    verb('reset', 'Delete everything in the database and migrate it anew', 'reset --yes')
      .option('--yes', 'confirm that all data are to be deleted')
      .action((asked: Asked) => this.reset(asked));
  }

  private async migrate({ json }: Asked): Promise<void> {
    const applied = await this.migrations.apply();
    if (json) printJson({ applied });
    else print(...(applied.length > 0 ? applied.map((name) => `applied ${name}`) : ['Nothing to apply']));
  }

  private async status({ json }: Asked): Promise<void> {
    const pending = await this.connected((client) =>
      pendingMigrations((sql) => client.query<{ name: string }>(sql), this.migrations.all),
    );
    const applied = this.migrations.all.map(({ name }) => name).filter((name) => !pending.includes(name));
    if (json) printJson({ applied, pending });
    else print(...applied.map((name) => `applied ${name}`), ...pending.map((name) => `pending ${name}`));
  }

  private async reset({ json, yes }: Asked): Promise<void> {
    const { host, pathname } = new URL((await this.server.addresses()).direct);
    if (!yes) {
      throw new DomainError(RESET_UNCONFIRMED, {
        en: `this would delete all data of ${host}${pathname}: confirm with --yes`,
        fr: `ceci effacerait toutes les données de ${host}${pathname} : confirmez avec --yes`,
      });
    }
    await this.connected(resetDatabase);
    const applied = await this.migrations.apply();
    if (json) printJson({ reset: true, applied });
    else print(`Reset ${host}${pathname}`, ...applied.map((name) => `applied ${name}`));
  }

  /** On the schema as it is: nothing is migrated first. */
  private async connected<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = await new PostgresDirectConnections(this.server).open('hexagone db');
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }
}
