import { DatabaseModule } from '@hexagone/platform';
import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { CreateGroup } from './application/create-group';
import { ClearDemoSet } from './application/demo/clear-demo-set';
import { InstallDemoSite } from './application/demo/install-demo-site';
import { MakeDemoGroups } from './application/demo/make-demo-groups';
import { NamedItems } from './application/demo/named-items';
import { FindFreeDays } from './application/find-free-days';
import { InstallSite } from './application/install-site';
import { InstallSites } from './application/install-sites';
import { ItemReads } from './application/item-reads';
import { LinkSite } from './application/link-site';
import { LockedItems } from './application/locked-items';
import { NestGroup } from './application/nest-group';
import { RemoveGroup } from './application/remove-group';
import { RemoveSite } from './application/remove-site';
import { ReviseGroup } from './application/revise-group';
import { ReviseSite } from './application/revise-site';
import { SeedSites } from './application/seed-sites';
import { SiteIntake } from './application/site-intake';
import { SiteWrites } from './application/site-writes';
import { UnlinkSite } from './application/unlink-site';
import { UnnestGroup } from './application/unnest-group';
import { Countries } from './domain/countries';
import { PACKS } from './domain/countries/index';
import type { CountryPack } from './domain/country-pack';
import { GroupPolicy } from './domain/group-policy';
import { GroupGraph, GroupRepository } from './domain/group.repository';
import { InstallationPolicy } from './domain/installation-policy';
import { SiteJudge } from './domain/site-judge';
import { SiteRepository } from './domain/site.repository';
import { SeedSitesCommand } from './infrastructure/cli/seed-sites.command';
import { SitesMigrationCommand } from './infrastructure/cli/sites-migration.command';
import { CountriesController } from './infrastructure/http/countries.controller';
import { countrySitesController } from './infrastructure/http/country-sites.controller';
import { FreeDaysController } from './infrastructure/http/free-days.controller';
import { GroupItemsController, GroupsController } from './infrastructure/http/groups.controller';
import { GroupOfSiteController, SiteOfGroupController } from './infrastructure/http/links.controllers';
import { NestingsController } from './infrastructure/http/nestings.controller';
import { OneGroupController, oneSiteController } from './infrastructure/http/one-item.controllers';
import { SitesApi } from './infrastructure/http/open-api/sites-api';
import { SiteItemsController } from './infrastructure/http/site-items.controller';
import { SitesController } from './infrastructure/http/sites.controller';
import { SitesLoads } from './infrastructure/import/sites-loads';
import { ItemParts } from './infrastructure/listing/item-parts';
import { listControllers } from './infrastructure/listing/list-controllers';
import { SiteListings } from './infrastructure/listing/site-listings';
import { CountryCheck } from './infrastructure/persistence/country-check';
import { groupSchemas } from './infrastructure/persistence/group.schema';
import { PostgresSiteWrites } from './infrastructure/persistence/postgres-site-writes';
import { siteSchemas } from './infrastructure/persistence/site.schema';
import { SqlGroupGraph } from './infrastructure/persistence/sql-group-graph';
import { SqlItemReads } from './infrastructure/persistence/sql-item-reads';
import { SqlNamedItems } from './infrastructure/persistence/sql-named-items';
import { TypeOrmGroupRepository } from './infrastructure/persistence/typeorm-group.repository';
import { TypeOrmSiteRepository } from './infrastructure/persistence/typeorm-site.repository';
import { SitesActs } from './infrastructure/privacy/sites-acts';

const CORE: Provider[] = [
  SiteJudge,
  InstallationPolicy,
  GroupPolicy,
  LockedItems,
  SiteIntake,
  InstallSite,
  InstallSites,
  ReviseSite,
  RemoveSite,
  CreateGroup,
  ReviseGroup,
  RemoveGroup,
  LinkSite,
  UnlinkSite,
  NestGroup,
  UnnestGroup,
  FindFreeDays,
];

const DEMO: Provider[] = [ClearDemoSet, MakeDemoGroups, InstallDemoSite, SeedSites, SeedSitesCommand];

const ADAPTERS: Provider[] = [
  { provide: SiteRepository, useClass: TypeOrmSiteRepository },
  { provide: GroupRepository, useClass: TypeOrmGroupRepository },
  { provide: GroupGraph, useClass: SqlGroupGraph },
  { provide: SiteWrites, useClass: PostgresSiteWrites },
  { provide: ItemReads, useClass: SqlItemReads },
  { provide: NamedItems, useClass: SqlNamedItems },
  CountryCheck,
  SitesMigrationCommand,
  SitesLoads,
  SitesActs,
];

/** Sites and groups of these countries: routes, columns, filters and documentation follow from their packs. */
@Module({})
export class SitesModule {
  static with(packs: readonly CountryPack[] = PACKS): DynamicModule {
    const countries = new Countries(packs);
    const listings = new SiteListings(countries);
    return {
      module: SitesModule,
      imports: [DatabaseModule.mapping([...siteSchemas(packs), ...groupSchemas])],
      controllers: [
        SitesController,
        FreeDaysController,
        ...packs.map(countrySitesController),
        ...listControllers(countries),
        oneSiteController(listings),
        SiteItemsController,
        GroupsController,
        OneGroupController,
        GroupItemsController,
        GroupOfSiteController,
        SiteOfGroupController,
        NestingsController,
        CountriesController,
      ],
      providers: [{ provide: Countries, useValue: countries }, ...CORE, ...DEMO, ...ADAPTERS, ItemParts, SitesApi],
    };
  }
}
