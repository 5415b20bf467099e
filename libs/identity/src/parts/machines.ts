import { ClientChanges } from '../application/clients/client-changes';
import { CreateClient } from '../application/clients/create-client';
import { RemoveClient } from '../application/clients/remove-client';
import { ReviseClient } from '../application/clients/revise-client';
import { RotateClientSecret } from '../application/clients/rotate-client-secret';
import { Secrets } from '../application/clients/secrets';
import { AuthenticateClient } from '../application/oauth/authenticate-client';
import { IssueClientToken } from '../application/oauth/issue-client-token';
import { RevokeToken } from '../application/oauth/revoke-token';
import { IssueAccountToken } from '../application/users/issue-account-token';
import { LogOutAccount } from '../application/users/log-out-account';
import { ReviseAccount } from '../application/users/revise-account';
import { OAuthClients } from '../domain/oauth-clients';
import { RandomSecrets } from '../infrastructure/clients/random-secrets';
import { NamedAccounts } from '../infrastructure/cli/named-accounts';
import { ClientCommand } from '../infrastructure/cli/client.command';
import { NamedClients } from '../infrastructure/cli/named-clients';
import { EraseUserCommand } from '../infrastructure/cli/erase-user.command';
import { TokenCommand } from '../infrastructure/cli/token.command';
import { UserCommand } from '../infrastructure/cli/user.command';
import { UserPasswordsCommand } from '../infrastructure/cli/user-passwords.command';
import { ClientItemsController, ClientsController } from '../infrastructure/http/clients.controller';
import { RevocationController, TokenController } from '../infrastructure/http/oauth.controller';
import { UserItemsController, UsersController } from '../infrastructure/http/users.controller';
import { StoredItems } from '../infrastructure/listing/stored-items';
import { TypeOrmOAuthClients } from '../infrastructure/persistence/typeorm-oauth-clients';
import type { Part } from '@hexagone/platform';

export const machines: Part = {
  controllers: [
    ClientsController,
    ClientItemsController,
    TokenController,
    RevocationController,
    UsersController,
    UserItemsController,
  ],
  providers: [
    { provide: OAuthClients, useClass: TypeOrmOAuthClients },
    { provide: Secrets, useClass: RandomSecrets },
    StoredItems,
    NamedAccounts,
    NamedClients,
    UserCommand,
    UserPasswordsCommand,
    EraseUserCommand,
    ClientCommand,
    TokenCommand,
    ClientChanges,
    CreateClient,
    ReviseClient,
    RotateClientSecret,
    RemoveClient,
    AuthenticateClient,
    IssueClientToken,
    IssueAccountToken,
    RevokeToken,
    LogOutAccount,
    ReviseAccount,
  ],
};
