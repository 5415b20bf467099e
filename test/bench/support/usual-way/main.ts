/* Sites as most Nest projects read them: Express, class-validator, TypeORM repositories, ClassSerializerInterceptor. */
import 'reflect-metadata';
import {
  ClassSerializerInterceptor,
  Controller,
  Get,
  Module,
  NotFoundException,
  Param,
  ParseIntPipe,
  Query,
  ValidationPipe,
} from '@nestjs/common';
import { NestFactory, Reflector } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { DataSource } from 'typeorm';
import { FrenchSiteEntity, GroupEntity, ItalianSiteEntity, SiteEntity } from './entities';

class SitesQuery {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit = 20;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  page = 1;

  @IsOptional()
  @IsIn(['id', 'name', 'installation_date'])
  sort: 'id' | 'name' | 'installation_date' = 'id';
}

interface Page {
  readonly data: SiteEntity[];
  readonly meta: { readonly limit: number; readonly has_more: boolean; readonly total: number };
  readonly links: { readonly self: string };
}

@Controller('sites')
class SitesController {
  constructor(private readonly source: DataSource) {}

  @Get()
  async list(@Query() { limit, page, sort }: SitesQuery): Promise<Page> {
    const skip = (page - 1) * limit;
    const [data, total] = await this.source
      .getRepository(SiteEntity)
      .findAndCount({ relations: { groups: true }, order: { [sort]: 'ASC' }, take: limit, skip });
    const meta = { limit, has_more: skip + data.length < total, total };
    return { data, meta, links: { self: `/sites?limit=${limit}` } };
  }

  @Get(':id')
  async get(@Param('id', ParseIntPipe) id: number): Promise<SiteEntity> {
    const site = await this.source.getRepository(SiteEntity).findOne({ where: { id }, relations: { groups: true } });
    if (!site) throw new NotFoundException();
    return site;
  }
}

const entities = [GroupEntity, SiteEntity, FrenchSiteEntity, ItalianSiteEntity];
const url = process.env['DATABASE_URL'] ?? '';
const connected = (): Promise<DataSource> =>
  new DataSource({ type: 'postgres', url, entities, poolSize: 10 }).initialize();

@Module({ controllers: [SitesController], providers: [{ provide: DataSource, useFactory: connected }] })
class UsualModule {}

async function main(): Promise<void> {
  const app = await NestFactory.create(UsualModule, new ExpressAdapter(), { logger: ['error'] });
  app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true }));
  app.useGlobalInterceptors(new ClassSerializerInterceptor(app.get(Reflector)));
  await app.listen(Number(process.env['PORT']), '127.0.0.1');
  process.once('SIGTERM', () => void app.close());
}

void main();
