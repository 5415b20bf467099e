import { AuditLog, ErasureMarks, PersonalDataHolders } from '@hexagone/kernel';
import { Authenticator, DatabaseModule } from '@hexagone/platform';
import { Global, Module } from '@nestjs/common';
import { FirstAccount } from './infrastructure/first-account';
import { accountSchema } from './infrastructure/persistence/account.schema';
import { clientSecretSchema, oauthClientSchema } from './infrastructure/persistence/oauth-client.schema';
import { accounts } from './parts/accounts';
import { audit } from './parts/audit';
import { limits } from './parts/limits';
import { machines } from './parts/machines';
import { privacy } from './parts/privacy';
import { rights } from './parts/rights';
import { tokens } from './parts/tokens';

const PARTS = [tokens, accounts, machines, rights, audit, privacy, limits];

/** Accounts, tokens, rights of people and the audit log; the other contexts get the ports of the kernel. */
@Global()
@Module({
  imports: [DatabaseModule.mapping([accountSchema, oauthClientSchema, clientSecretSchema])],
  controllers: PARTS.flatMap(({ controllers }) => controllers),
  providers: [PersonalDataHolders, FirstAccount, ...PARTS.flatMap(({ providers }) => providers)],
  exports: [Authenticator, PersonalDataHolders, AuditLog, ErasureMarks],
})
export class IdentityModule {}
