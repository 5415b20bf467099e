import { Limited, Public, Self, Documented, Refuses, type Call, Called } from '@hexagone/platform';
import { Body, Controller, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RefreshSession } from '../../../application/refresh-session';
import type { IssuedTokens } from '../../../application/sessions';
import { SignIn } from '../../../application/sign-in';
import { SignOut } from '../../../application/sign-out';
import { AnswersTokens } from '../oauth-api';
import { LoginDocument, LogoutQuery, RefreshDocument } from './auth-documents';
import { peerOf } from './peer-of';

@ApiTags('auth')
@Controller('auth')
@Limited('auth')
export class SignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly refreshSession: RefreshSession,
    private readonly signOut: SignOut,
  ) {}

  @Post('login')
  @Public()
  @HttpCode(200)
  @Documented({
    title: 'Sign in',
    fr: 'Se connecter',
    about:
      'A session of 30 days at most, and its first tokens (RFC 6749 §5.1). `scope` narrows the session; more than the account ' +
      'has is 400 `invalid_scope`. After five wrong passwords the next must wait.',
  })
  @AnswersTokens()
  @Refuses({ 401: ['identity.invalid-credentials'], 403: ['identity.account-disabled', 'identity.email-unverified'] })
  login(@Body() document: LoginDocument, @Called() { request }: Call): Promise<IssuedTokens> {
    return this.signIn.execute(document, peerOf(request));
  }

  @Post('refresh')
  @Public()
  @HttpCode(200)
  @Documented({
    title: 'Get new tokens of a session',
    fr: 'Obtenir de nouveaux jetons',
    about: 'Each refresh token is good once: one that comes back ends its session.',
  })
  @AnswersTokens()
  @Refuses({ 401: ['identity.invalid-refresh-token'] })
  refresh(@Body() { refreshToken }: RefreshDocument, @Called() { request }: Call): Promise<IssuedTokens> {
    return this.refreshSession.execute(refreshToken, peerOf(request));
  }

  @Post('logout')
  @Self()
  @HttpCode(204)
  @Documented({
    title: 'Sign out',
    fr: 'Se déconnecter',
    about: 'Ends the session of the token, or with `all` every session: their tokens are refused within 5 seconds.',
  })
  async logout(@Query() { all = false }: LogoutQuery, @Called() { request }: Call): Promise<void> {
    const { subject = '', sessionId = null } = request.principal ?? {};
    await this.signOut.execute(subject, all || sessionId === null ? undefined : sessionId, request.id);
  }
}
