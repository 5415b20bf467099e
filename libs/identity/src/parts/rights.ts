import { ErasureMarks } from '@hexagone/kernel';
import { PlatformHolder } from '@hexagone/platform';
import { ErasesAccounts } from '../application/erase-account';
import { Choices } from '../application/rights/choices';
import { ConfirmPassword } from '../application/rights/confirm-password';
import { DecidePurpose } from '../application/rights/decide-purpose';
import { EndSession } from '../application/rights/end-session';
import { EraseEverywhere } from '../application/rights/erase-everywhere';
import { ExportPersonalData } from '../application/rights/export-personal-data';
import { LastingErasureMarks } from '../application/rights/lasting-erasure-marks';
import { NewCredentials } from '../application/rights/new-credentials';
import { ReplayErasures } from '../application/rights/replay-erasures';
import { RestrictProcessing } from '../application/rights/restrict-processing';
import { ReviseSelf } from '../application/rights/revise-self';
import { Consents } from '../domain/consents';
import { RightsCommand } from '../infrastructure/cli/rights.command';
import { MeController } from '../infrastructure/http/me.controller';
import { MyRightsController } from '../infrastructure/http/my-rights.controller';
import { MySessionsController } from '../infrastructure/http/my-sessions.controller';
import { ErasureCopies } from '../infrastructure/rights/erasure-copies';
import { IdentityErasure } from '../infrastructure/rights/identity-erasure';
import { IdentityHolder } from '../infrastructure/rights/identity-holder';
import { IdentityRetentions } from '../infrastructure/rights/identity-retentions';
import { IdentitySections } from '../infrastructure/rights/identity-sections';
import { InactivityNotices } from '../infrastructure/rights/inactivity-notices';
import { SqlConsents } from '../infrastructure/rights/sql-consents';
import { SqlErasureMarks } from '../infrastructure/rights/sql-erasure-marks';
import { UnusedAccounts } from '../infrastructure/rights/unused-accounts';
import type { Part } from '@hexagone/platform';

export const rights: Part = {
  controllers: [MeController, MySessionsController, MyRightsController],
  providers: [
    { provide: LastingErasureMarks, useClass: SqlErasureMarks },
    { provide: ErasureMarks, useExisting: LastingErasureMarks },
    { provide: ErasesAccounts, useClass: EraseEverywhere },
    { provide: Consents, useClass: SqlConsents },
    Choices,
    ConfirmPassword,
    DecidePurpose,
    EndSession,
    ExportPersonalData,
    NewCredentials,
    ReplayErasures,
    RestrictProcessing,
    ReviseSelf,
    RightsCommand,
    ErasureCopies,
    IdentityErasure,
    IdentityHolder,
    IdentityRetentions,
    IdentitySections,
    InactivityNotices,
    UnusedAccounts,
    PlatformHolder,
  ],
};
