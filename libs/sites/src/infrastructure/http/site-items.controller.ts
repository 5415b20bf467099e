import { Exact, Needs, SETTINGS, type Settings, TakesBody, type Call, Called, Documented } from '@hexagone/platform';
import { Body, Controller, Delete, HttpCode, Inject, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Document } from '../../application/item-reads';
import { RemoveSite } from '../../application/remove-site';
import { ReviseSite } from '../../application/revise-site';
import { present } from './item-answers';
import { SiteId } from './path-ids';
import { writeTerms } from './write-terms';

@ApiTags('sites')
@Controller('sites/:id')
@Needs('sites:write')
export class SiteItemsController {
  constructor(
    private readonly revise: ReviseSite,
    private readonly remove: RemoveSite,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'requireIfMatch'>,
  ) {}

  @Patch()
  @Exact()
  @TakesBody({ anyText: true })
  @Documented({
    title: 'Revise a site',
    fr: 'Modifier un site',
    about:
      'JSON Merge Patch (RFC 7396): absent is unchanged, null takes a member away. The result is judged whole under the ' +
      'country that it names: to move a site to another country, send null for what that country does not have.',
  })
  async patch(@SiteId('id') id: number, @Body() patch: Document, @Called() call: Call): Promise<string> {
    const terms = writeTerms(call.request, { required: this.settings.requireIfMatch });
    return present(call, (await this.revise.execute(id, patch, terms)).item);
  }

  @Delete()
  @HttpCode(204)
  @Documented({ title: 'Remove a site', fr: 'Supprimer un site', about: 'Its groups live on. Its history stays.' })
  async delete(@SiteId('id') id: number, @Called() { request }: Call): Promise<void> {
    await this.remove.execute(id, writeTerms(request, { required: this.settings.requireIfMatch }));
  }
}
