import { CliCommand, print, printJson, tell } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { Command } from 'commander';
import { Countries } from '../../domain/countries';
import { UnknownCountry } from '../../domain/site.errors';
import { countryMigration } from '../persistence/country-migration';

/** `hexagone sites migration DE`: the migration by which a country enters the database. */
@Injectable()
export class SitesMigrationCommand extends CliCommand {
  constructor(private readonly countries: Countries) {
    super();
  }

  describe(program: Command): void {
    program
      .command('sites')
      .description('Countries in which sites are installed')
      .command('migration')
      .description('Print the migration of a country, derived from its pack')
      .argument('<country>', 'code, slug or alias of a pack that is listed')
      .option('--json', 'one JSON object on stdout: the file and its text')
      .addHelpText('after', '\nExample:\n  hexagone sites migration DE')
      .action((country: string, { json }: { json?: true }) => {
        this.show(country, json ?? false);
      });
  }

  private show(country: string, asJson: boolean): void {
    const { packs, accepted } = this.countries;
    const pack = this.countries.find(country);
    if (!pack) throw new UnknownCountry(accepted, country);
    const timestamp = Date.now();
    const file = `migrations/${timestamp}-sites-${pack.slug}.ts`;
    const text = countryMigration(pack, packs.slice(0, packs.indexOf(pack)), timestamp);
    if (asJson) {
      printJson({ file, text });
      return;
    }
    tell(`Save this as ${file} and list it in migrations/index.ts.`);
    print(text.trimEnd());
  }
}
