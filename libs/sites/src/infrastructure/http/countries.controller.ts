import { DomainError, type Language, nearestName, problem, shortened } from '@hexagone/kernel';
import { Exact, Formats, languageOf, Needs, streamed, type Call, Called, Documented } from '@hexagone/platform';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Readable } from 'node:stream';
import { Countries } from '../../domain/countries';
import { countryDocument } from './country-document';
import { readSpoken } from './item-answers';

const notFound = problem('sites.country-not-found', 'not-found', { en: 'Unknown country', fr: 'Pays inconnu' });

@ApiTags('countries')
@Controller('countries')
@Needs('sites:read')
export class CountriesController {
  constructor(private readonly countries: Countries) {}

  @Get()
  @Exact()
  @Formats('json', 'csv', 'ndjson')
  @Documented({
    title: 'Countries in which sites can be installed',
    fr: 'Pays où des sites peuvent être installés',
    about: 'Each with the members that its sites alone have, and the rules that they keep.',
  })
  list(@Called() call: Call): string | undefined | Promise<Readable> {
    const { request, reply } = call;
    const language = languageOf(request);
    const data = this.countries.packs.map((pack) => countryDocument(pack, language));
    if (request.format !== 'json') return streamed(reply, request.format, Readable.from(data));
    const meta = { limit: data.length, has_more: false, total: data.length };
    return readSpoken(call, { data, meta, links: { self: request.url } });
  }

  @Get(':code')
  @Exact()
  @ApiParam({ name: 'code', description: 'Code, slug or alias, in any case.' })
  @Documented({ title: 'One country', fr: 'Un pays' })
  get(@Param('code') name: string, @Called() call: Call): string | undefined {
    const pack = this.countries.find(name) ?? this.refuse(name);
    call.reply.header('content-location', `/countries/${pack.code}`);
    return readSpoken(call, countryDocument(pack, languageOf(call.request)));
  }

  private refuse(name: string): never {
    const { accepted } = this.countries;
    const nearest = nearestName(name.slice(0, 100), accepted);
    const hint: Record<Language, string> = nearest
      ? { en: `; did you mean ${nearest}?`, fr: ` ; vouliez-vous dire ${nearest} ?` }
      : { en: '.', fr: '.' };
    const detail = {
      en: `${shortened(name)} is none of ${accepted.join(', ')}${hint.en}`,
      fr: `${shortened(name)} n'est pas parmi ${accepted.join(', ')}${hint.fr}`,
    };
    throw new DomainError(notFound, detail, { members: { accepted, ...(nearest && { suggestion: nearest }) } });
  }
}
