import { Formats, type Format, languageOf, Public, ShowsMoreTo, vary } from '@hexagone/platform';
import type { Language } from '@hexagone/kernel';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { stringify } from 'yaml';
import { type Notice, noticeOf } from '../privacy/notice';
import { noticePage } from '../privacy/notice-page';
import { published, type PublishedRegister } from '../privacy/published-register';
import { registerCsv } from '../privacy/register-csv';
import { registerPage } from '../privacy/register-page';
import { YamlRegister } from '../privacy/yaml-register';

const TYPES: Readonly<Partial<Record<Format, string>>> = {
  html: 'text/html; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
  yaml: 'application/yaml; charset=utf-8',
};

const WRITTEN: Readonly<Partial<Record<Format, (register: PublishedRegister, language: Language) => string>>> = {
  html: registerPage,
  csv: registerCsv,
  yaml: (register) => stringify(register, { aliasDuplicateObjects: false }),
};

const page = { 'text/html': { schema: { type: 'string' as const } } };
const document = { 'application/json': { schema: { type: 'object' as const } } };

/** What becomes of personal data, for everybody to read. */
@ApiTags('privacy')
@Controller('privacy')
@Public()
export class PrivacyController {
  constructor(private readonly known: YamlRegister) {}

  @Get('registre')
  @ShowsMoreTo('privacy:admin')
  @Formats('json', 'html', 'csv', 'yaml')
  @ApiOperation({
    summary: 'Register of processing activities (GDPR, article 30)',
    description:
      'A token with `privacy:admin` also sees the columns of the database that hold the data.\n\n*Registre des activités de traitement (RGPD, article 30).*',
  })
  @ApiOkResponse({
    content: {
      ...document,
      ...page,
      'text/csv': { schema: { type: 'string' } },
      'application/yaml': { schema: { type: 'string' } },
    },
  })
  registre(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): PublishedRegister | string {
    vary(reply, 'Accept', 'Accept-Language', 'Authorization');
    const withColumns = request.principal?.scopes.includes('privacy:admin') ?? false;
    const register = published(this.known.register, withColumns);
    return answered(request, reply)?.(register, languageOf(request)) ?? register;
  }

  @Get('notice')
  @Formats('json', 'html')
  @ApiOperation({
    summary: 'Notice to the people whose data are processed (GDPR, article 13)',
    description:
      'Made from the register.\n\n*Information des personnes concernées (RGPD, article 13), tirée du registre.*',
  })
  @ApiOkResponse({ content: { ...document, ...page } })
  notice(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Notice | string {
    vary(reply, 'Accept', 'Accept-Language');
    const notice = noticeOf(this.known.register, languageOf(request));
    return answered(request, reply) ? noticePage(notice) : notice;
  }
}

/** How what is not JSON is written; its media type is said. */
function answered({ format }: FastifyRequest, reply: FastifyReply): (typeof WRITTEN)[Format] {
  const type = TYPES[format];
  if (type) reply.type(type);
  return WRITTEN[format];
}
