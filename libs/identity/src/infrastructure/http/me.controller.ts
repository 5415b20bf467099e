import { Self, Documented, type Call, Called } from '@hexagone/platform';
import { Body, Controller, Delete, Get, HttpCode, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ErasesAccounts } from '../../application/erase-account';
import { Choices } from '../../application/rights/choices';
import { ReviseSelf } from '../../application/rights/revise-self';
import { AccountNotFound } from '../../domain/account.errors';
import { Accounts } from '../../domain/accounts';
import { AnswersMe } from './me-api';
import { MePatch } from './me-documents';
import { mustHaveSignedInRecently, selfOf, selfTerms } from './self';

@ApiTags('me')
@Controller('me')
@Self()
export class MeController {
  constructor(
    private readonly accounts: Accounts,
    private readonly choices: Choices,
    private readonly revision: ReviseSelf,
    private readonly erasure: ErasesAccounts,
  ) {}

  @Get()
  @Documented({ title: 'My account', fr: 'Mon compte' })
  @AnswersMe()
  async get(@Called() call: Call): Promise<object> {
    const account = await this.accounts.find(selfOf(call).subject);
    if (!account) throw new AccountNotFound();
    const { id, email, displayName, locale, scopes, restricted, createdAt, lastLoginAt } = account;
    const choices = await this.choices.of(id);
    return {
      ...{ id, email, display_name: displayName, locale, scopes, restricted },
      ...{ created_at: createdAt, last_login_at: lastLoginAt },
      consents: Object.fromEntries(choices.map(({ purpose, granted }) => [purpose, granted])),
    };
  }

  @Patch()
  @Documented({
    title: 'Change my account',
    fr: 'Modifier mon compte',
    about:
      'JSON Merge Patch (RFC 7396). Another `email` or `password` needs `current_password`, and ends all other sessions. ' +
      'Scopes are given by administrators alone.',
  })
  @AnswersMe()
  async patch(@Body() { currentPassword, ...revision }: MePatch, @Called() call: Call): Promise<object> {
    await this.revision.execute(selfOf(call).subject, revision, { ...selfTerms(call), password: currentPassword });
    return this.get(call);
  }

  @Delete()
  @HttpCode(204)
  @Documented({
    title: 'Erase my account',
    fr: 'Effacer mon compte',
    about:
      'With everything that Hexagone knows of me (GDPR, article 17); it cannot be undone. The password must have been given ' +
      'in the last 300 seconds: else 401 with `max_age=300` (RFC 9470). The last administrator stays: 409.',
  })
  async delete(@Called() call: Call): Promise<void> {
    mustHaveSignedInRecently(call);
    const { actor, requestId } = selfTerms(call);
    await this.erasure.execute(selfOf(call).subject, actor, requestId);
  }
}
