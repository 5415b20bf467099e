import { Exact, Idempotent, Needs, TakesBody, type Call, Called, Documented } from '@hexagone/platform';
import { Body, Controller, Post, Query, type Type } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InstallSite } from '../../application/install-site';
import type { Document } from '../../application/item-reads';
import type { CountryPack } from '../../domain/country-pack';
import { created, rehearsed } from './item-answers';
import { RehearsalQuery } from './write-queries';
import { writeTerms } from './write-terms';

/** `POST /sites/<slug>`: the sites of one country, where a document need not name it. */
export function countrySitesController({ code, slug, name }: CountryPack): Type {
  @ApiTags('sites')
  @Controller(`sites/${slug}`)
  @Needs('sites:write')
  class CountrySitesController {
    constructor(private readonly install: InstallSite) {}

    @Post()
    @Exact()
    @Idempotent()
    @TakesBody({ anyText: true })
    @Documented({
      title: `Install a site (${name.en})`,
      fr: `Installer un site (${name.fr})`,
      about: '`country` may be left out; one that contradicts the path is refused.',
    })
    async create(
      @Body() document: Document,
      @Query() { dryRun = false }: RehearsalQuery,
      @Called() call: Call,
    ): Promise<string> {
      const options = { country: code, rehearsal: dryRun };
      const written = await this.install.execute(document, writeTerms(call.request), options);
      return dryRun ? rehearsed(call, written.item.json) : created(call, '/sites', written);
    }
  }
  return CountrySitesController;
}
