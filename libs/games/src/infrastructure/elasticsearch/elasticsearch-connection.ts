import type { Client } from '@elastic/elasticsearch' with { 'resolution-mode': 'import' };
import type { OnModuleDestroy } from '@nestjs/common';

export type ElasticsearchOptions = ConstructorParameters<typeof Client>[0];

/** The client of one server, loaded when it is first needed. It tries nothing twice by itself. */
export class ElasticsearchConnection implements OnModuleDestroy {
  private opening: Promise<Client> | undefined;

  /** Null: no server is configured. */
  constructor(private readonly options: ElasticsearchOptions | null) {}

  get isConfigured(): boolean {
    return this.options !== null;
  }

  client(): Promise<Client> {
    const { options } = this;
    if (!options) throw new Error('No Elasticsearch is configured');
    this.opening ??= import('@elastic/elasticsearch').then(
      ({ Client: Elasticsearch }) => new Elasticsearch({ maxRetries: 0, ...options }),
    );
    return this.opening;
  }

  async onModuleDestroy(): Promise<void> {
    const client = await this.opening;
    await client?.close();
  }
}
