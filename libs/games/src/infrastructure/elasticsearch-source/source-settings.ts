import { Environment, type Settings } from '@hexagone/platform';
import { certificate, httpAddress, sourceSettingsWrong } from '../source-settings';

/** Where documents about games are, and how to get at them. */
export interface DocumentSource {
  readonly url: string;
  readonly index: string;
  readonly apiKey?: string;
  /** PEM; absent: the authorities of the system. */
  readonly authority?: string;
}

export interface DocumentSettings {
  /** Null without GAMES_ES_SOURCE_URL: nothing is asked. */
  readonly source: DocumentSource | null;
  readonly scheme: string | null;
}

/** Throws DomainError, every fault named. */
export function documentSettings(env: Settings['env']): DocumentSettings {
  const from = new Environment(env);
  const index = from.text('GAMES_ES_SOURCE_INDEX') ?? '';
  const apiKey = from.text('GAMES_ES_SOURCE_API_KEY');
  const authority = certificate(from, 'GAMES_ES_SOURCE_CA_FILE');
  const ids = from.choice('GAMES_ES_SOURCE_IDS', ['igdb', 'own']);
  const url = httpAddress(from, 'GAMES_ES_SOURCE_URL');
  if (!/^[^\s,*?"<>|#:/\\A-Z_+.-][^\s,*?"<>|#:/\\A-Z]*$/.test(index))
    from.fault('GAMES_ES_SOURCE_INDEX', 'malformed', NOT_AN_INDEX);
  if (from.faults.length > 0) throw sourceSettingsWrong(from.faults);
  const scheme = ids === 'igdb' ? 'igdb' : null;
  const source = { url: url ?? '', index, ...(apiKey && { apiKey }), ...(authority && { authority }) };
  return { source: url === undefined ? null : source, scheme };
}

const NOT_AN_INDEX = { en: 'must be the name of one index or alias', fr: 'doit être le nom d’un index ou d’un alias' };
