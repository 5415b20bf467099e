import {
  Exact,
  Idempotent,
  Needs,
  SETTINGS,
  type Settings,
  TakesBody,
  type Call,
  Called,
  Documented,
} from '@hexagone/platform';
import { Body, Controller, Delete, HttpCode, Inject, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CreateGroup } from '../../application/create-group';
import type { Document } from '../../application/item-reads';
import { RemoveGroup } from '../../application/remove-group';
import { ReviseGroup } from '../../application/revise-group';
import { created, present } from './item-answers';
import { GroupId } from './path-ids';
import { RemovalQuery } from './write-queries';
import { writeTerms } from './write-terms';

@ApiTags('groups')
@Controller('groups')
export class GroupsController {
  constructor(private readonly creation: CreateGroup) {}

  @Post()
  @Exact()
  @Idempotent()
  @Needs('sites:write')
  @TakesBody({ anyText: true })
  @Documented({
    title: 'Create a group',
    fr: 'Créer un groupe',
    about: 'With the sites and groups that it holds. A group of type `group3` has no site in it or below it.',
  })
  async create(@Body() document: Document, @Called() call: Call): Promise<string> {
    return created(call, '/groups', await this.creation.execute(document, writeTerms(call.request)));
  }
}

@ApiTags('groups')
@Controller('groups/:id')
@Needs('sites:write')
export class GroupItemsController {
  constructor(
    private readonly revise: ReviseGroup,
    private readonly remove: RemoveGroup,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'requireIfMatch'>,
  ) {}

  @Patch()
  @Exact()
  @TakesBody({ anyText: true })
  @Documented({
    title: 'Revise a group',
    fr: 'Modifier un groupe',
    about:
      'JSON Merge Patch (RFC 7396). Lists replace what the group holds: first what is let go, then the type, then what is ' +
      'taken in.',
  })
  async patch(@GroupId('id') id: number, @Body() patch: Document, @Called() call: Call): Promise<string> {
    const terms = writeTerms(call.request, { required: this.settings.requireIfMatch });
    return present(call, (await this.revise.execute(id, patch, terms)).item);
  }

  @Delete()
  @HttpCode(204)
  @Documented({
    title: 'Remove a group',
    fr: 'Supprimer un groupe',
    about: 'Its sites, children and parents live on. `on_members=refuse`: not while it holds any.',
  })
  async delete(@GroupId('id') id: number, @Query() query: RemovalQuery, @Called() { request }: Call): Promise<void> {
    await this.remove.execute(id, writeTerms(request, { required: this.settings.requireIfMatch }), query);
  }
}
