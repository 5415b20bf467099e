import { type StatusSection, StatusSections } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { ElasticsearchConnection } from './elasticsearch-connection';
import { Outbox } from './outbox';

/** How far the index of the games is behind them; nothing where none is configured. */
@Injectable()
export class SearchIndexStatus extends StatusSections {
  constructor(
    private readonly connection: ElasticsearchConnection,
    private readonly outbox: Outbox,
  ) {
    super();
  }

  async sections(): Promise<readonly StatusSection[]> {
    if (!this.connection.isConfigured) return [];
    const { pending, parked, lagSeconds } = await this.outbox.state();
    const lag = Math.round(lagSeconds);
    return [
      {
        name: 'games_search',
        title: { en: 'Search index of the games', fr: 'Index de recherche des jeux' },
        data: { engine: 'elasticsearch', pending_changes: pending, parked_changes: parked, lag_seconds: lag },
        columns: [
          { en: 'Changes to be indexed', fr: 'Changements à indexer' },
          { en: 'Changes refused', fr: 'Changements refusés' },
          { en: 'Lag (seconds)', fr: 'Retard (secondes)' },
        ],
        rows: [[pending, parked, lag]],
      },
    ];
  }
}
