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
import { ErasesAccounts } from '../../application/erase-account';
import type { Terms } from '../../application/terms';
import { LogOutAccount } from '../../application/users/log-out-account';
import { ReviseAccount } from '../../application/users/revise-account';
import { AccountNotFound } from '../../domain/account.errors';
import { ACCOUNT_WORDS, ACCOUNTS } from '../listing/account-listing';
import { type Item, StoredItems } from '../listing/stored-items';
import { present, read, termsOf } from './items';
import { AnswersUser, AnswersUsers, PATH_ID, ReadsOne, WritesOne } from './machines-api';
import { UserPatch } from './machine-documents';

const LAST_ADMIN = { 409: ['identity.last-admin'] };

@ListOf(ACCOUNT_WORDS)
class UsersQuery extends ListQuery {}

@ApiTags('users')
@Controller('users')
@Always('users:admin')
export class UsersController {
  constructor(
    private readonly lists: ListAnswers,
    private readonly logOut: LogOutAccount,
  ) {}

  @Get()
  @Formats('json', 'csv', 'ndjson')
  @Documented({
    title: 'List the accounts',
    fr: 'Lister les comptes',
    about: '`email[starts]=`, `state=`, `scope=`; CSV and NDJSON hold all that match.',
  })
  @AnswersUsers()
  list(@Query() query: UsersQuery, @Called() call: Call): Promise<string | Readable> {
    return this.lists.answer(ACCOUNTS, { ...call, query });
  }

  @Post(':id/logout')
  @HttpCode(204)
  @Documented({
    title: 'End all sessions of an account',
    fr: 'Terminer toutes les sessions d’un compte',
    about: 'Its tokens are refused everywhere within 5 seconds.',
  })
  @PATH_ID
  async logout(@Param('id') id: string, @Called() call: Call): Promise<void> {
    await this.logOut.execute(id, termsOf(call));
  }
}

@ApiTags('users')
@Controller('users/:id')
@Always('users:admin')
export class UserItemsController {
  constructor(
    private readonly items: StoredItems,
    private readonly revision: ReviseAccount,
    private readonly erasure: ErasesAccounts,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Exact()
  @ReadsOne()
  @Documented({ title: 'One account', fr: 'Un compte' })
  @AnswersUser()
  async get(@Param('id') id: string, @Called() call: Call): Promise<string | undefined> {
    return read(call, await this.stored(id));
  }

  @Patch()
  @Exact()
  @WritesOne()
  @Refuses(LAST_ADMIN)
  @Documented({
    title: 'Change what an account may do',
    fr: 'Modifier les droits d’un compte',
    about:
      'JSON Merge Patch (RFC 7396) of `scopes` and `state`; a change ends all sessions and tokens of the account. The last ' +
      'active holder of `users:admin` stays one: 409.',
  })
  @AnswersUser()
  async patch(@Param('id') id: string, @Body() patch: UserPatch, @Called() call: Call): Promise<string> {
    await this.revision.execute(id, () => patch, this.terms(id, call));
    return present(call, await this.stored(id));
  }

  @Delete()
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'Gone; again is 404.' })
  @WritesOne()
  @Refuses(LAST_ADMIN)
  @Documented({
    title: 'Erase an account',
    fr: 'Effacer un compte',
    about: 'With everything that Hexagone knows of the person (GDPR, article 17). It cannot be undone.',
  })
  async delete(@Param('id') id: string, @Called() call: Call): Promise<void> {
    const { actor, requestId, guard } = this.terms(id, call);
    await this.stored(id);
    await guard?.();
    await this.erasure.execute(id, actor, requestId);
  }

  private terms(id: string, call: Call): Terms {
    const item = (): Promise<Item | null> => this.items.find(ACCOUNTS, id);
    return termsOf(call, { item, required: this.settings.requireIfMatch });
  }

  private async stored(id: string): Promise<Item> {
    const item = await this.items.find(ACCOUNTS, id);
    if (!item) throw new AccountNotFound();
    return item;
  }
}
