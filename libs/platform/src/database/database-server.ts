import { DomainError, problem } from '@hexagone/kernel';
import type { Settings } from '../config/settings';
import { EmbeddedPostgres } from './embedded/embedded-postgres';

export interface Addresses {
  /** Of requests: may lead through a transaction pooler. */
  readonly pooled: string;
  /** Of sessions that must reach the server itself. */
  readonly direct: string;
}

const NO_EMBEDDED_DATABASE = problem('platform.no-embedded-database', 'unavailable', {
  en: 'The embedded PostgreSQL does not start',
  fr: 'Le PostgreSQL embarqué ne démarre pas',
});

/** Where PostgreSQL is: the operator's, or the embedded one, started at the first question and left at the end. */
export class DatabaseServer {
  private embedded: Promise<EmbeddedPostgres> | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly say: (line: string) => void,
  ) {}

  get isEmbedded(): boolean {
    return this.settings.databaseUrl === undefined;
  }

  async addresses(): Promise<Addresses> {
    const { databaseUrl, databaseDirectUrl, dataDir } = this.settings;
    if (databaseUrl !== undefined) return { pooled: databaseUrl, direct: databaseDirectUrl ?? databaseUrl };
    this.embedded ??= this.join(dataDir).catch((error: unknown) => {
      this.embedded = undefined;
      const { message } = error as Error;
      throw new DomainError(NO_EMBEDDED_DATABASE, { en: message, fr: message });
    });
    const { url } = await this.embedded;
    return { pooled: url, direct: url };
  }

  private join(dataDir: string): Promise<EmbeddedPostgres> {
    this.say(`Starting the embedded PostgreSQL, data in ${dataDir}`);
    return EmbeddedPostgres.join(dataDir, this.say);
  }

  async leave(): Promise<void> {
    const embedded = await this.embedded?.catch(() => undefined);
    this.embedded = undefined;
    await embedded?.leave();
  }
}
