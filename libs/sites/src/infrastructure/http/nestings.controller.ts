import { Needs, type Call, Called, Documented } from '@hexagone/platform';
import { Controller, Delete, HttpCode, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { NestGroup } from '../../application/nest-group';
import { UnnestGroup } from '../../application/unnest-group';
import { GroupId } from './path-ids';
import { writeTerms } from './write-terms';

const NEST = {
  title: 'Put a group into a group',
  fr: 'Mettre un groupe dans un groupe',
  about: 'A group may have several parents. `PUT` and `POST` do the same. `If-Match` is about the parent.',
};

@ApiTags('groups')
@Controller('groups/:id/children/:cid')
@Needs('sites:write')
export class NestingsController {
  constructor(
    private readonly nest: NestGroup,
    private readonly unnest: UnnestGroup,
  ) {}

  @Put()
  @HttpCode(204)
  @Documented(NEST)
  async put(@GroupId('id') parentId: number, @GroupId('cid') childId: number, @Called() call: Call): Promise<void> {
    await this.nest.execute({ parentId, childId }, writeTerms(call.request));
  }

  @Post()
  @HttpCode(204)
  @Documented(NEST)
  post(@GroupId('id') parentId: number, @GroupId('cid') childId: number, @Called() call: Call): Promise<void> {
    return this.put(parentId, childId, call);
  }

  @Delete()
  @HttpCode(204)
  @Documented({ title: 'Take a group out of a group', fr: 'Retirer un groupe d’un groupe' })
  async delete(@GroupId('id') parentId: number, @GroupId('cid') childId: number, @Called() call: Call): Promise<void> {
    await this.unnest.execute({ parentId, childId }, writeTerms(call.request));
  }
}
