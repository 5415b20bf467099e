import { resolve } from 'node:path';
import { isOrigin, isSmtpUrl } from './addresses';
import type { Environment } from './environment';
import type { Settings } from './settings';

/** Where the service listens and what it keeps its data in; `local`: only this machine reaches it. */
export interface Where extends Pick<Settings, 'access' | 'port' | 'databaseUrl'> {
  readonly local: boolean;
}

type Identity = Pick<
  Settings,
  | 'publicUrl'
  | 'registration'
  | 'mailUrl'
  | 'mailFrom'
  | 'refreshGraceSeconds'
  | 'auditMonths'
  | 'backupRetentionDays'
  | 'lendingK'
  | 'lendingRetentionMonths'
  | 'registreFile'
>;

/** What accounts, tokens and personal data need. */
export function readIdentity(from: Environment, where: Where): Identity {
  const mailUrl = readMailUrl(from);
  const lendingRetentionMonths = from.whole('LENDING_RETENTION_MONTHS', 600, 1);
  const registreFile = from.text('HEXAGONE_REGISTRE_FILE');
  return {
    publicUrl: readPublicUrl(from, where),
    registration: from.choice('HEXAGONE_REGISTRATION', ['open', 'closed']) ?? (where.local ? 'open' : 'closed'),
    ...(mailUrl !== undefined && { mailUrl }),
    mailFrom: from.text('HEXAGONE_MAIL_FROM') ?? '',
    refreshGraceSeconds: from.whole('REFRESH_GRACE_SECONDS', 60) ?? 0,
    auditMonths: from.whole('HEXAGONE_AUDIT_MONTHS', 36, 6) ?? 0,
    backupRetentionDays: from.whole('HEXAGONE_BACKUP_RETENTION_DAYS', 3_650) ?? 0,
    lendingK: from.whole('LENDING_K', 1_000_000, 5) ?? 0,
    ...(lendingRetentionMonths !== undefined && { lendingRetentionMonths }),
    ...(registreFile !== undefined && { registreFile: resolve(registreFile) }),
  };
}

function readPublicUrl(from: Environment, { access, port }: Where): string {
  const url = from.text('PUBLIC_URL')?.replace(/\/$/, '');
  if (url === undefined && access === 'protected')
    from.fault('PUBLIC_URL', 'required', {
      en: 'is required where access is protected: it is the issuer of the tokens',
      fr: 'est obligatoire quand l’accès est protégé : c’est l’émetteur des jetons',
    });
  if (url !== undefined && !isOrigin(url))
    from.fault('PUBLIC_URL', 'malformed', {
      en: 'must be an origin such as https://hexagone.example',
      fr: 'doit être une origine telle que https://hexagone.example',
    });
  return url ?? `http://localhost:${port}`;
}

function readMailUrl(from: Environment): string | undefined {
  const url = from.text('MAIL_URL');
  if (url !== undefined && !isSmtpUrl(url))
    from.fault('MAIL_URL', 'malformed', {
      en: 'must be an smtp:// or smtps:// URL',
      fr: 'doit être une URL smtp:// ou smtps://',
    });
  return url;
}
