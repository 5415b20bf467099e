import {
  Always,
  Exact,
  Formats,
  ListAnswers,
  ListOf,
  ListQuery,
  SETTINGS,
  type Settings,
  Documented,
  Refuses,
  type Call,
  Called,
} from '@hexagone/platform';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { Readable } from 'node:stream';
import { CreateClient } from '../../application/clients/create-client';
import { RemoveClient } from '../../application/clients/remove-client';
import { ReviseClient } from '../../application/clients/revise-client';
import { RotateClientSecret } from '../../application/clients/rotate-client-secret';
import type { Terms } from '../../application/terms';
import { ClientNotFound } from '../../domain/client.errors';
import { CLIENT_WORDS, CLIENTS } from '../listing/client-listing';
import { type Item, StoredItems } from '../listing/stored-items';
import { AnswersClient, AnswersClients, AnswersSecret, WritesOne, ReadsOne } from './machines-api';
import { present, read, termsOf } from './items';
import { ClientPatch, NewClientDocument } from './machine-documents';

const NAME_TAKEN = { 409: ['identity.client-name-taken'] };

@ListOf(CLIENT_WORDS)
class ClientsQuery extends ListQuery {}

@ApiTags('clients')
@Controller('clients')
@Always('users:admin')
export class ClientsController {
  constructor(
    private readonly lists: ListAnswers,
    private readonly items: StoredItems,
    private readonly creation: CreateClient,
    private readonly rotation: RotateClientSecret,
  ) {}

  @Get()
  @Formats('json', 'csv', 'ndjson')
  @Documented({ title: 'List the clients', fr: 'Lister les clients', about: 'Machines that may get tokens.' })
  @AnswersClients()
  list(@Query() query: ClientsQuery, @Called() call: Call): Promise<string | Readable> {
    return this.lists.answer(CLIENTS, { ...call, query });
  }

  @Post()
  @Exact()
  @Documented({
    title: 'Create a client',
    fr: 'Créer un client',
    about:
      'Its secret is in this answer and never again; so the answer is not kept, and no `Idempotency-Key` is taken. With ' +
      'id and secret it gets tokens at `POST /oauth/token`.',
  })
  @AnswersSecret(201)
  @Refuses(NAME_TAKEN)
  async create(@Body() { name, scopes }: NewClientDocument, @Called() call: Call): Promise<string> {
    const { principal } = call.request;
    const owner = principal?.kind === 'person' ? principal.subject : null;
    const { id, secret } = await this.creation.execute({ name, scopes, owner }, termsOf(call));
    call.reply.header('location', `/clients/${id}`);
    return withSecret(call, await stored(this.items, id), secret);
  }

  @Post(':id/rotate-secret')
  @HttpCode(200)
  @Exact()
  @Documented({
    title: 'Give a client a new secret',
    fr: 'Donner un nouveau secret à un client',
    about:
      'It is in this answer and never again. The secret before it stays good until the next rotation; an older one goes. ' +
      'Tokens issued so far are revoked.',
  })
  @WritesOne()
  @AnswersSecret(200)
  async rotateSecret(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const item = (): Promise<Item | null> => this.items.find(CLIENTS, id);
    const secret = await this.rotation.execute(id, termsOf(call, { item, required: false }));
    return withSecret(call, await stored(this.items, id), secret);
  }
}

@ApiTags('clients')
@Controller('clients/:id')
@Always('users:admin')
export class ClientItemsController {
  constructor(
    private readonly items: StoredItems,
    private readonly revision: ReviseClient,
    private readonly removal: RemoveClient,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Exact()
  @Documented({ title: 'One client', fr: 'Un client' })
  @ReadsOne()
  @AnswersClient()
  async get(@Param('id') id: string, @Called() call: Call): Promise<string | undefined> {
    return read(call, await stored(this.items, id));
  }

  @Patch()
  @Exact()
  @Documented({
    title: 'Change a client',
    fr: 'Modifier un client',
    about: 'JSON Merge Patch (RFC 7396). Other scopes or another state revoke the tokens issued so far.',
  })
  @WritesOne()
  @Refuses(NAME_TAKEN)
  @AnswersClient()
  async patch(@Param('id') id: string, @Body() patch: ClientPatch, @Called() call: Call): Promise<string> {
    await this.revision.execute(id, patch, this.terms(id, call));
    return present(call, await stored(this.items, id));
  }

  @Delete()
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'Gone; again is 404.' })
  @Documented({ title: 'Remove a client', fr: 'Supprimer un client', about: 'Its tokens are revoked.' })
  @WritesOne()
  delete(@Param('id') id: string, @Called() call: Call): Promise<void> {
    return this.removal.execute(id, this.terms(id, call));
  }

  private terms(id: string, call: Call): Terms {
    const item = (): Promise<Item | null> => this.items.find(CLIENTS, id);
    return termsOf(call, { item, required: this.settings.requireIfMatch });
  }
}

async function stored(items: StoredItems, id: string): Promise<Item> {
  const item = await items.find(CLIENTS, id);
  if (!item) throw new ClientNotFound();
  return item;
}

const withSecret = (call: Call, item: Item, secret: string): string =>
  present(call, item, `${item.json.slice(0, -1)},"client_secret":${JSON.stringify(secret)}}`);
