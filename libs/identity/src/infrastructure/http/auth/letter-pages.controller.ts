import { FormBody, Formats, Limited, Public, Documented, type Call, Called } from '@hexagone/platform';
import { applyDecorators, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ConfirmEmail } from '../../../application/confirm-email';
import { ResetPassword } from '../../../application/reset-password';
import { formOf } from '../oauth-form';
import { LetterQuery } from './auth-documents';
import { answered, asking } from './letter-pages';
import { peerOf } from './peer-of';

const Page = (): MethodDecorator =>
  applyDecorators(
    Formats('html'),
    ApiOkResponse({ description: 'A page.', content: { 'text/html': { schema: { type: 'string' } } } }),
  );

const Pressed = (...names: string[]): MethodDecorator =>
  applyDecorators(
    HttpCode(200),
    FormBody(),
    Page(),
    ApiBody({
      schema: {
        type: 'object',
        required: names,
        properties: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
      },
    }),
  );

@ApiTags('auth')
@Controller('auth/confirm')
@Public()
@Limited('auth')
export class ConfirmationController {
  constructor(private readonly confirmation: ConfirmEmail) {}

  @Get()
  @Page()
  @Documented({ title: 'Page that confirms an address', fr: 'Page de confirmation d’une adresse' })
  page(@Query() { token }: LetterQuery, @Called() call: Call): string {
    return asking(call, 'confirm', token);
  }

  @Post()
  @Pressed('token')
  @Documented({
    title: 'Confirm an address',
    fr: 'Confirmer une adresse',
    about: 'With the token of the letter, once, within 24 hours.',
  })
  confirm(@Called() call: Call): Promise<string> {
    const { token = '' } = formOf(call.request);
    return answered(call, 'confirm', token, () => this.confirmation.execute(token, peerOf(call.request)));
  }
}

@ApiTags('auth')
@Controller('auth/password/new')
@Public()
@Limited('auth')
export class NewPasswordController {
  constructor(private readonly resetting: ResetPassword) {}

  @Get()
  @Page()
  @Documented({ title: 'Page for another password', fr: 'Page de changement de mot de passe' })
  page(@Query() { token }: LetterQuery, @Called() call: Call): string {
    return asking(call, 'reset', token);
  }

  @Post()
  @Pressed('token', 'password')
  @Documented({
    title: 'Choose another password, from the page',
    fr: 'Choisir un autre mot de passe, depuis la page',
    about: 'As `POST /auth/password/reset`.',
  })
  choose(@Called() call: Call): Promise<string> {
    const { token = '', password = '' } = formOf(call.request);
    return answered(call, 'reset', token, () => this.resetting.execute(token, password, peerOf(call.request)));
  }
}
