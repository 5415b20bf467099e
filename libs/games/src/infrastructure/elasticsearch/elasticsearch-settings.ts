import { DomainError, problem } from '@hexagone/kernel';
import { Environment, type Settings } from '@hexagone/platform';
import { certificate, httpAddress } from '../source-settings';
import type { ElasticsearchOptions } from './elasticsearch-connection';

const FAULTY_SETTINGS = problem('games.search-settings', 'invalid', {
  en: 'The configuration of Elasticsearch is wrong',
  fr: 'La configuration d’Elasticsearch est fautive',
});

/** The client waits for ever by itself, and with it the one who keeps the index in step. */
const PATIENCE_MS = 30_000;

/** How the server is reached; certificates are always verified. Null: none is configured. Throws DomainError. */
export function elasticsearchSettings(env: Settings['env']): ElasticsearchOptions | null {
  const from = new Environment(env);
  const url = httpAddress(from, 'ELASTICSEARCH_URL');
  const apiKey = from.text('ELASTICSEARCH_API_KEY');
  const ca = certificate(from, 'ELASTICSEARCH_CA_FILE');
  if (from.faults.length > 0) throw faulty(from);
  if (url === undefined) return null;
  return {
    ...{ node: url, requestTimeout: PATIENCE_MS },
    ...(apiKey !== undefined && { auth: { apiKey } }),
    tls: { rejectUnauthorized: true, ...(ca !== undefined && { ca }) },
  };
}

function faulty({ faults }: Environment): DomainError {
  const said = (language: 'en' | 'fr'): string =>
    faults.map(({ parameter, detail }) => `${parameter ?? ''} ${detail[language]}`).join('\n');
  return new DomainError(FAULTY_SETTINGS, { en: said('en'), fr: said('fr') }, { faults });
}
