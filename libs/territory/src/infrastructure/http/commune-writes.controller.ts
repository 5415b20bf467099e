import { Idempotent, linkHeader, Needs, OpenData } from '@hexagone/platform';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { OverrideReads, type OverrideView, type Provenance } from '../../application/override-reads';
import { RevertOverride } from '../../application/revert-override';
import { UpsertCommune } from '../../application/upsert-commune';
import { type Document, WriteCommune } from '../../application/write-commune';
import { readCode } from '../../domain/code-reading';
import { AreaNotFound } from '../../domain/territory.errors';
import type { Exchange } from './area-answers';
import { CommuneChanges, OverridesQuery, PushedCommune, WriteQuery } from './commune-write.dto';
import { Exchanged } from './exchange';
import { WrittenAnswers } from './written-answers';

const CODE = ApiParam({ name: 'code', description: 'INSEE code; a lost zero is restored.', example: '01001' });

@ApiTags('territory')
@Controller('communes')
@Needs('territory:write')
export class CommuneWritesController {
  constructor(
    private readonly write: WriteCommune,
    private readonly upsert: UpsertCommune,
    private readonly revert: RevertOverride,
    private readonly answers: WrittenAnswers,
  ) {}

  @Post()
  @Idempotent()
  @ApiOperation({
    summary: 'Push a commune',
    description:
      'Finds the commune by `code`, else by name with postal code or département, and sets the values given above what the ' +
      'sources say. Several that fit: 409 with candidates; none: 422 with the nearest; a new `code` creates it.\n\n' +
      '*Pousser ou mettre à jour une commune.*',
  })
  @ApiBody({ type: PushedCommune })
  async push(
    @Body() document: Document,
    @Query() { reason }: WriteQuery,
    @Exchanged() exchange: Exchange,
  ): Promise<string> {
    const { guard, author } = this.answers.terms(exchange, reason);
    return this.answers.written(await this.upsert.execute(document, { author, guard }), exchange);
  }

  @Put(':code')
  @CODE
  @ApiOperation({
    summary: 'Set the whole manual layer of a commune',
    description:
      'Values that equal the source’s are no override and remove one. The same document twice changes nothing. A new code ' +
      'whose département exists creates a commune by hand.\n\n*Définir toutes les valeurs manuelles d’une commune.*',
  })
  @ApiBody({ type: CommuneChanges })
  put(
    @Param('code') code: string,
    @Body() document: Document,
    @Query() { reason }: WriteQuery,
    @Exchanged() exchange: Exchange,
  ): Promise<string> {
    return this.apply({ code, document, mode: 'put' }, reason, exchange);
  }

  @Patch(':code')
  @CODE
  @ApiOperation({
    summary: 'Change part of the manual layer',
    description:
      'JSON Merge Patch: absent is unchanged, null takes the source’s value again.\n\n*Modifier des valeurs manuelles.*',
  })
  @ApiBody({ type: CommuneChanges })
  patch(
    @Param('code') code: string,
    @Body() document: Document,
    @Query() { reason }: WriteQuery,
    @Exchanged() exchange: Exchange,
  ): Promise<string> {
    return this.apply({ code, document, mode: 'patch' }, reason, exchange);
  }

  @Delete(':code/overrides')
  @HttpCode(204)
  @CODE
  @ApiOperation({
    summary: 'Give a commune back to its sources',
    description: 'A commune that exists by hand is removed.\n\n*Rendre une commune à ses sources.*',
  })
  async revertAll(
    @Param('code') code: string,
    @Query() { reason }: WriteQuery,
    @Exchanged() exchange: Exchange,
  ): Promise<void> {
    await this.revert.execute(code, undefined, this.answers.terms(exchange, reason).author);
  }

  @Delete(':code/overrides/:field')
  @HttpCode(204)
  @CODE
  @ApiParam({ name: 'field', example: 'population' })
  @ApiOperation({ summary: 'Give one field back to its source', description: '*Rendre un champ à sa source.*' })
  async revertOne(
    @Param() { code, field }: { code: string; field: string },
    @Query() { reason }: WriteQuery,
    @Exchanged() exchange: Exchange,
  ): Promise<void> {
    await this.revert.execute(code, field, this.answers.terms(exchange, reason).author);
  }

  private async apply(
    write: { code: string; document: Document; mode: 'put' | 'patch' },
    reason: string | undefined,
    exchange: Exchange,
  ): Promise<string> {
    const { author, guard } = this.answers.terms(exchange, reason, write.code);
    return this.answers.written(await this.write.execute({ ...write, author, guard }), exchange);
  }
}

/** Its static paths come before `/communes/:code`. */
@ApiTags('territory')
@Controller('communes')
@OpenData()
export class OverridesController {
  constructor(private readonly reads: OverrideReads) {}

  @Get('overrides')
  @ApiOperation({
    summary: 'What is set by hand',
    description:
      '`state=conflict`: the source has changed since and says something else.\n\n*Les valeurs définies à la main.*',
  })
  async overrides(
    @Query() { state, limit, offset }: OverridesQuery,
    @Exchanged() { reply }: Exchange,
  ): Promise<readonly OverrideView[]> {
    const most = Math.min(limit, 1000);
    const { items, total } = await this.reads.overrides(state, most, offset);
    const at = (start: number): string =>
      `/communes/overrides?${state ? `state=${state}&` : ''}limit=${most}&offset=${start}`;
    reply.header('x-total-count', String(total)).header('x-limit', String(most));
    reply.header(
      'link',
      linkHeader({ first: at(0), ...(offset + items.length < total && { next: at(offset + most) }) }),
    );
    return items;
  }

  @Get(':code/provenance')
  @CODE
  @ApiOperation({
    summary: 'Where each value of a commune comes from',
    description:
      'Source, dataset, import run, and what is set by hand above it.\n\n*D’où vient chaque valeur d’une commune.*',
  })
  async provenance(@Param('code') text: string): Promise<Readonly<Record<string, Provenance>>> {
    const code = readCode('commune', text);
    const provenance = await this.reads.provenance(code);
    if (!provenance) throw new AreaNotFound('commune', code);
    return provenance;
  }
}
