import { readFileSync } from 'node:fs';
import { DomainError, problem } from '@hexagone/kernel';
import { Environment, type Settings } from '@hexagone/platform';
import type { ElasticsearchOptions } from './elasticsearch-connection';

const FAULTY_SETTINGS = problem('games.search-settings', 'invalid', {
  en: 'The configuration of Elasticsearch is wrong',
  fr: 'La configuration d’Elasticsearch est fautive',
});

/** The client waits for ever by itself, and with it the one who keeps the index in step. */
const PATIENCE_MS = 30_000;

const NO_ADDRESS = { en: 'must be an http:// or https:// address', fr: 'doit être une adresse http:// ou https://' };
const NO_FILE = { en: 'names a file that cannot be read', fr: 'désigne un fichier illisible' };

/** How the server is reached; certificates are always verified. Null: none is configured. Throws DomainError. */
export function elasticsearchSettings(env: Settings['env']): ElasticsearchOptions | null {
  const from = new Environment(env);
  const url = from.text('ELASTICSEARCH_URL');
  const apiKey = from.text('ELASTICSEARCH_API_KEY');
  const caFile = from.text('ELASTICSEARCH_CA_FILE');
  if (url !== undefined && !isHttp(url)) from.fault('ELASTICSEARCH_URL', 'malformed', NO_ADDRESS);
  const ca = caFile === undefined ? undefined : textOf(caFile);
  if (ca === null) from.fault('ELASTICSEARCH_CA_FILE', 'unreadable', NO_FILE);
  if (from.faults.length > 0) throw faulty(from);
  if (url === undefined) return null;
  return {
    ...{ node: url, requestTimeout: PATIENCE_MS },
    ...(apiKey !== undefined && { auth: { apiKey } }),
    ...(ca && { tls: { ca } }),
  };
}

const isHttp = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function faulty({ faults }: Environment): DomainError {
  const said = (language: 'en' | 'fr'): string =>
    faults.map(({ parameter, detail }) => `${parameter ?? ''} ${detail[language]}`).join('\n');
  return new DomainError(FAULTY_SETTINGS, { en: said('en'), fr: said('fr') }, { faults });
}
