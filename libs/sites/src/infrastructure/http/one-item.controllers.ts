import { Exact, Needs, type Call, Called, Documented } from '@hexagone/platform';
import { Controller, Get, Query, type Type } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ItemReads } from '../../application/item-reads';
import { GroupNotFound } from '../../domain/group.errors';
import { SiteNotFound } from '../../domain/site.errors';
import { ALL_GROUPS, GROUP_WORDS } from '../listing/group-listings';
import { ItemParts } from '../listing/item-parts';
import type { SiteListings } from '../listing/site-listings';
import { read } from './item-answers';
import { isWhole, itemQuery } from './item-query';
import { GroupId, SiteId } from './path-ids';

/** `GET /sites/{id}`. Its members depend on the countries there are. */
export function oneSiteController({ all, words }: SiteListings): Type {
  class SiteQuery extends itemQuery(words) {}

  @ApiTags('sites')
  @Controller('sites/:id')
  @Needs('sites:read')
  class OneSiteController {
    constructor(
      private readonly items: ItemReads,
      private readonly parts: ItemParts,
    ) {}

    @Get()
    @Exact()
    @Documented({ title: 'One site', fr: 'Un site' })
    async get(@SiteId('id') id: number, @Query() query: SiteQuery, @Called() call: Call): Promise<string | undefined> {
      const item = await (isWhole(query) ? this.items.site(id) : this.parts.find(all, id, query));
      if (!item) throw new SiteNotFound(id);
      return read(call, item);
    }
  }
  return OneSiteController;
}

class GroupQuery extends itemQuery(GROUP_WORDS) {}

@ApiTags('groups')
@Controller('groups/:id')
@Needs('sites:read')
export class OneGroupController {
  constructor(
    private readonly items: ItemReads,
    private readonly parts: ItemParts,
  ) {}

  @Get()
  @Exact()
  @Documented({ title: 'One group', fr: 'Un groupe' })
  async get(@GroupId('id') id: number, @Query() query: GroupQuery, @Called() call: Call): Promise<string | undefined> {
    const item = await (isWhole(query) ? this.items.group(id) : this.parts.find(ALL_GROUPS, id, query));
    if (!item) throw new GroupNotFound(id);
    return read(call, item);
  }
}
