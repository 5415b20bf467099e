import { DomainError } from '@hexagone/kernel';
import {
  languageOf,
  Limited,
  Public,
  ROUTE_NOT_FOUND,
  SETTINGS,
  type Settings,
  Documented,
  Refuses,
  type Call,
  Called,
} from '@hexagone/platform';
import { Body, type CanActivate, Controller, Inject, Injectable, Post, UseGuards } from '@nestjs/common';
import { ApiAcceptedResponse, ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { RegisterAccount } from '../../../application/register-account';
import { RegistrationDocument } from './auth-documents';

/** Where nobody registers the route is none. */
@Injectable()
export class RegistrationOpen implements CanActivate {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  canActivate(): boolean {
    if (this.settings.registration === 'open') return true;
    throw new DomainError(ROUTE_NOT_FOUND, {
      en: 'Accounts are made by the administrators of this service.',
      fr: 'Les comptes sont créés par les administrateurs de ce service.',
    });
  }
}

interface Registered {
  readonly id: string;
  readonly email: string;
  readonly scopes: readonly string[];
}

const text = { type: 'string' as const };
const REGISTERED = {
  type: 'object' as const,
  required: ['id', 'email', 'scopes'],
  properties: {
    id: { ...text, format: 'uuid' },
    email: text,
    scopes: { type: 'array' as const, items: text },
  },
};

@ApiTags('auth')
@Controller('auth/register')
@Public()
@Limited('auth')
@UseGuards(RegistrationOpen)
export class RegistrationController {
  constructor(private readonly registration: RegisterAccount) {}

  @Post()
  @Documented({
    title: 'Register an account',
    fr: 'Créer un compte',
    about:
      'Where the service sends letters the answer is always 202, and a letter tells how it goes on; else 201, or 409 where ' +
      'the address has an account. `HEXAGONE_REGISTRATION=closed`: 404.',
  })
  @ApiCreatedResponse({ description: 'The account, which can sign in.', schema: REGISTERED })
  @Refuses({ 409: ['identity.email-taken'] })
  @ApiAcceptedResponse({ description: 'A letter follows.' })
  async register(
    @Body() { email, password, displayName }: RegistrationDocument,
    @Called() { request, reply }: Call,
  ): Promise<Registered | undefined> {
    const locale = request.headers['accept-language'] === undefined ? 'fr' : languageOf(request);
    const account = await this.registration.execute({ email, password, displayName, locale }, request.id);
    reply.code(account ? 201 : 202);
    if (!account) return undefined;
    reply.header('location', '/me');
    return { id: account.id, email: account.email, scopes: account.scopes };
  }
}
