import { Authenticator } from '@hexagone/platform';
import { AccessTokens, Revocations } from '../application/access-tokens';
import { ChangeKeys } from '../application/change-keys';
import { Sessions } from '../application/sessions';
import { SigningKeys } from '../application/signing-keys';
import { JwksController } from '../infrastructure/tokens/jwks.controller';
import { KeysCommand } from '../infrastructure/tokens/keys.command';
import { SignedAccessTokens } from '../infrastructure/tokens/signed-access-tokens';
import { SigningKeyCheck } from '../infrastructure/tokens/signing-key-check';
import { SqlRefreshTokens } from '../infrastructure/tokens/sql-refresh-tokens';
import { SqlRevocations } from '../infrastructure/tokens/sql-revocations';
import { SqlSessions } from '../infrastructure/tokens/sql-sessions';
import { SqlSigningKeys } from '../infrastructure/tokens/sql-signing-keys';
import { TokenAuthenticator } from '../infrastructure/tokens/token-authenticator';
import { TokenChores } from '../infrastructure/tokens/token-chores';
import { VerificationState } from '../infrastructure/tokens/verification-state';
import type { Part } from '@hexagone/platform';

export const tokens: Part = {
  controllers: [JwksController],
  providers: [
    ...[SqlSigningKeys, VerificationState, ChangeKeys, KeysCommand, SigningKeyCheck, SqlRefreshTokens, TokenChores],
    { provide: SigningKeys, useExisting: SqlSigningKeys },
    { provide: AccessTokens, useClass: SignedAccessTokens },
    { provide: Revocations, useClass: SqlRevocations },
    { provide: Sessions, useClass: SqlSessions },
    { provide: Authenticator, useClass: TokenAuthenticator },
  ],
};
