import { Exact, Idempotent, Needs, TakesBody, type Call, Called, Documented } from '@hexagone/platform';
import { Body, Controller, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InstallSite } from '../../application/install-site';
import { InstallSites } from '../../application/install-sites';
import type { Document } from '../../application/item-reads';
import { batchDocuments } from '../../domain/site-batch';
import { asJson, created, rehearsed, withoutIdentity } from './item-answers';
import { RehearsalQuery } from './write-queries';
import { writeTerms } from './write-terms';

/** A thousand documents with long names and some groups each. */
const BATCH = { bytes: 2_097_152, commas: 50_000, anyText: true };

@ApiTags('sites')
@Controller('sites')
@Needs('sites:write')
export class SitesController {
  constructor(
    private readonly install: InstallSite,
    private readonly installAll: InstallSites,
  ) {}

  @Post()
  @Exact()
  @Idempotent()
  @TakesBody({ anyText: true })
  @Documented({
    title: 'Install a site',
    fr: 'Installer un site',
    about: 'The country decides which members the site has and which rules it keeps: see `/countries`.',
  })
  async create(
    @Body() document: Document,
    @Query() { dryRun = false }: RehearsalQuery,
    @Called() call: Call,
  ): Promise<string> {
    const written = await this.install.execute(document, writeTerms(call.request), { rehearsal: dryRun });
    return dryRun ? rehearsed(call, written.item.json) : created(call, '/sites', written);
  }

  @Post('batch')
  @Idempotent()
  @TakesBody(BATCH)
  @Documented({
    title: 'Install up to 1000 sites, all or none',
    fr: 'Installer jusqu’à 1000 sites, tous ou aucun',
    about: 'Faults are told at `/sites/<index>/<member>`.',
  })
  async createAll(
    @Body() document: Document,
    @Query() { dryRun = false }: RehearsalQuery,
    @Called() { request, reply }: Call,
  ): Promise<string> {
    const bodies = await this.installAll.execute(batchDocuments(document), writeTerms(request), { rehearsal: dryRun });
    reply.code(dryRun ? 200 : 201);
    return asJson(reply, `{"data":[${(dryRun ? bodies.map(withoutIdentity) : bodies).join(',')}]}`);
  }
}
