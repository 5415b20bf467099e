import {
  Authenticator,
  FormBody,
  Limited,
  Public,
  TakesBasic,
  Documented,
  type Call,
  Called,
} from '@hexagone/platform';
import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { AuthenticateClient } from '../../application/oauth/authenticate-client';
import { IssueClientToken } from '../../application/oauth/issue-client-token';
import { RevokeToken } from '../../application/oauth/revoke-token';
import { RefreshSession } from '../../application/refresh-session';
import type { IssuedTokens } from '../../application/sessions';
import type { OAuthClient } from '../../domain/oauth-client';
import { OAuthError } from '../../domain/oauth.errors';
import { scopesOf } from '../../domain/scopes';
import { AnswersRevocation, AnswersTokens, TakesTokenForm } from './oauth-api';
import { asOAuth, credentialsOf, formOf, needed } from './oauth-form';

type Asked = Pick<FastifyRequest, 'headers' | 'body' | 'ip' | 'id'>;

/** The client that shows its secret; null: none does. */
async function clientOf(request: Asked, clients: AuthenticateClient): Promise<OAuthClient | null> {
  const credentials = credentialsOf(request);
  return credentials && clients.execute(credentials, { address: request.ip, requestId: request.id });
}

@ApiTags('oauth')
@Controller('oauth')
@Public()
@Limited('auth')
export class TokenController {
  constructor(
    private readonly clients: AuthenticateClient,
    private readonly clientTokens: IssueClientToken,
    private readonly sessions: RefreshSession,
  ) {}

  @Post('token')
  @HttpCode(200)
  @FormBody()
  @TakesBasic()
  @TakesTokenForm('grant_type')
  @Documented({
    title: 'Get a token',
    fr: 'Obtenir un jeton',
    about:
      'RFC 6749. `client_credentials`: a machine shows its id and secret, by Basic or in the form. `refresh_token`: a session ' +
      'goes on; each refresh token is good once. `scope` narrows.',
  })
  @AnswersTokens()
  async token(@Called() { request, reply }: Call): Promise<IssuedTokens> {
    reply.header('cache-control', 'no-store');
    try {
      return await this.granted(request);
    } catch (error) {
      throw asOAuth(error);
    }
  }

  private async granted(request: Asked): Promise<IssuedTokens> {
    const form = formOf(request);
    const grant = needed(form, 'grant_type');
    const scopes = form['scope'] === undefined ? undefined : scopesOf(form['scope']);
    if (grant === 'client_credentials') {
      const client = (await clientOf(request, this.clients)) ?? noClient();
      return this.clientTokens.execute(client, scopes, request.id);
    }
    if (grant !== 'refresh_token') throw unsupported();
    const token = needed(form, 'refresh_token');
    if (await clientOf(request, this.clients)) throw notForMachines();
    return this.sessions.execute(token, { address: request.ip }, scopes);
  }
}

@ApiTags('oauth')
@Controller('oauth')
@Public()
@Limited('auth')
export class RevocationController {
  constructor(
    private readonly clients: AuthenticateClient,
    private readonly revocation: RevokeToken,
    private readonly authenticator: Authenticator,
  ) {}

  @Post('revoke')
  @HttpCode(200)
  @FormBody()
  @TakesBasic()
  @TakesTokenForm('token')
  @Documented({
    title: 'Revoke a token',
    fr: 'Révoquer un jeton',
    about:
      'RFC 7009. A refresh token, or an access token of a session, ends the session. The token of a machine is revoked by ' +
      'that machine, which shows its secret. An unknown token is 200 too.',
  })
  @AnswersRevocation()
  async revoke(@Called() { request, reply }: Call): Promise<void> {
    reply.header('cache-control', 'no-store');
    try {
      const token = needed(formOf(request), 'token');
      const client = await clientOf(request, this.clients);
      const bearer = await this.authenticator.principalOf(token);
      await this.revocation.execute({ token, bearer, client, requestId: request.id });
    } catch (error) {
      throw asOAuth(error);
    }
  }
}

function noClient(): never {
  throw new OAuthError('invalid_client', {
    en: 'Show the id and the secret of a client, by Basic or in the form.',
    fr: "Donnez l'identifiant et le secret d'un client, par Basic ou dans le formulaire.",
  });
}

const unsupported = (): OAuthError =>
  new OAuthError('unsupported_grant_type', {
    en: 'grant_type is client_credentials or refresh_token.',
    fr: 'grant_type est client_credentials ou refresh_token.',
  });

const notForMachines = (): OAuthError =>
  new OAuthError('unauthorized_client', {
    en: 'Refresh tokens are for people: a machine shows its secret again.',
    fr: 'Les jetons de rafraîchissement sont pour les personnes : une machine redonne son secret.',
  });
