import { Needs, type Call, Called, Documented } from '@hexagone/platform';
import { Controller, Delete, HttpCode, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { LinkSite } from '../../application/link-site';
import type { Link } from '../../application/links';
import { UnlinkSite } from '../../application/unlink-site';
import { GroupId, SiteId } from './path-ids';
import { writeTerms } from './write-terms';

const LINK = {
  title: 'Put a site into a group',
  fr: 'Mettre un site dans un groupe',
  about: '`PUT` and `POST` do the same, and again is no fault. `If-Match` is about the first item of the path.',
};

/** A site in a group: the same link, whichever side it is seen from. */
@Needs('sites:write')
abstract class LinkController {
  protected abstract readonly owner: Link['owner'];

  constructor(
    private readonly link: LinkSite,
    private readonly unlink: UnlinkSite,
  ) {}

  @Put()
  @HttpCode(204)
  @Documented(LINK)
  async put(@SiteId('id') siteId: number, @GroupId('gid') groupId: number, @Called() { request }: Call): Promise<void> {
    await this.link.execute({ siteId, groupId, owner: this.owner }, writeTerms(request));
  }

  @Post()
  @HttpCode(204)
  @Documented(LINK)
  post(@SiteId('id') siteId: number, @GroupId('gid') groupId: number, @Called() call: Call): Promise<void> {
    return this.put(siteId, groupId, call);
  }

  @Delete()
  @HttpCode(204)
  @Documented({ title: 'Take a site out of a group', fr: 'Retirer un site d’un groupe' })
  async delete(
    @SiteId('id') siteId: number,
    @GroupId('gid') groupId: number,
    @Called() { request }: Call,
  ): Promise<void> {
    await this.unlink.execute({ siteId, groupId, owner: this.owner }, writeTerms(request));
  }
}

@ApiTags('sites')
@Controller('sites/:id/groups/:gid')
export class GroupOfSiteController extends LinkController {
  protected readonly owner = 'site';
}

@ApiTags('groups')
@Controller('groups/:gid/sites/:id')
export class SiteOfGroupController extends LinkController {
  protected readonly owner = 'group';
}
