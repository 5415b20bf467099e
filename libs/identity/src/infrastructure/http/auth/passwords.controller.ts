import { Limited, Public, Documented, Refuses, type Call, Called } from '@hexagone/platform';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { ForgetPassword } from '../../../application/forget-password';
import { ResetPassword } from '../../../application/reset-password';
import { ForgottenDocument, ResetDocument } from './auth-documents';
import { peerOf } from './peer-of';

@ApiTags('auth')
@Controller('auth/password')
@Public()
@Limited('auth')
export class PasswordsController {
  constructor(
    private readonly forgotten: ForgetPassword,
    private readonly resetting: ResetPassword,
  ) {}

  @Post('forgot')
  @HttpCode(202)
  @Documented({
    title: 'Ask for a way to another password',
    fr: 'Mot de passe oublié',
    about: 'A letter with a link goes to the address, if it has an account; the answer does not tell.',
  })
  async forgot(@Body() { email }: ForgottenDocument): Promise<void> {
    await this.forgotten.execute(email);
  }

  @Post('reset')
  @HttpCode(204)
  @Documented({
    title: 'Choose another password',
    fr: 'Choisir un autre mot de passe',
    about: 'With the token of the letter, once, within 30 minutes. Ends every session.',
  })
  @ApiNoContentResponse({ description: 'The password is changed.' })
  @Refuses({ 403: ['identity.account-disabled'] })
  async reset(@Body() { token, password }: ResetDocument, @Called() { request }: Call): Promise<void> {
    await this.resetting.execute(token, password, peerOf(request));
  }
}
