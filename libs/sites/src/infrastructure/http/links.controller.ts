import { Needs } from '@hexagone/platform';
import { Controller, Delete, HttpCode, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { LinkSite } from '../../application/link-site';
import { UnlinkSite } from '../../application/unlink-site';
import { type Call, Called } from './call';
import { Documented } from './documented';
import { GroupId, SiteId } from './path-ids';
import { writeTerms } from './write-terms';

const LINK = {
  title: 'Put a site into a group',
  fr: 'Mettre un site dans un groupe',
  about: '`PUT` and `POST` do the same, and again is no fault. `If-Match` is about the first item of the path.',
};
const UNLINK = { title: 'Take a site out of a group', fr: 'Retirer un site d’un groupe' };

@ApiTags('sites')
@Controller('sites/:id/groups/:gid')
@Needs('sites:write')
export class GroupsOfSiteController {
  constructor(
    private readonly link: LinkSite,
    private readonly unlink: UnlinkSite,
  ) {}

  @Put()
  @HttpCode(204)
  @Documented(LINK)
  async put(@SiteId('id') siteId: number, @GroupId('gid') groupId: number, @Called() { request }: Call): Promise<void> {
    await this.link.execute({ siteId, groupId, owner: 'site' }, writeTerms(request));
  }

  @Post()
  @HttpCode(204)
  @Documented(LINK)
  post(@SiteId('id') siteId: number, @GroupId('gid') groupId: number, @Called() call: Call): Promise<void> {
    return this.put(siteId, groupId, call);
  }

  @Delete()
  @HttpCode(204)
  @Documented(UNLINK)
  async delete(
    @SiteId('id') siteId: number,
    @GroupId('gid') groupId: number,
    @Called() { request }: Call,
  ): Promise<void> {
    await this.unlink.execute({ siteId, groupId, owner: 'site' }, writeTerms(request));
  }
}

@ApiTags('groups')
@Controller('groups/:id/sites/:sid')
@Needs('sites:write')
export class SitesOfGroupController {
  constructor(
    private readonly link: LinkSite,
    private readonly unlink: UnlinkSite,
  ) {}

  @Put()
  @HttpCode(204)
  @Documented(LINK)
  async put(@GroupId('id') groupId: number, @SiteId('sid') siteId: number, @Called() { request }: Call): Promise<void> {
    await this.link.execute({ siteId, groupId, owner: 'group' }, writeTerms(request));
  }

  @Post()
  @HttpCode(204)
  @Documented(LINK)
  post(@GroupId('id') groupId: number, @SiteId('sid') siteId: number, @Called() call: Call): Promise<void> {
    return this.put(groupId, siteId, call);
  }

  @Delete()
  @HttpCode(204)
  @Documented(UNLINK)
  async delete(
    @GroupId('id') groupId: number,
    @SiteId('sid') siteId: number,
    @Called() { request }: Call,
  ): Promise<void> {
    await this.unlink.execute({ siteId, groupId, owner: 'group' }, writeTerms(request));
  }
}
