import { readFileSync } from 'node:fs';
import { Environment, type Settings } from '@hexagone/platform';
import { sourceSettingsWrong } from '../source-settings';

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
  const url = from.text('GAMES_ES_SOURCE_URL');
  const index = from.text('GAMES_ES_SOURCE_INDEX') ?? '';
  const apiKey = from.text('GAMES_ES_SOURCE_API_KEY');
  const authority = authorityOf(from);
  const ids = from.choice('GAMES_ES_SOURCE_IDS', ['igdb', 'own']);
  if (url !== undefined && !isHttp(url)) from.fault('GAMES_ES_SOURCE_URL', 'malformed', NOT_AN_ADDRESS);
  if (!/^[^\s,*?"<>|#:/\\A-Z_+.-][^\s,*?"<>|#:/\\A-Z]*$/.test(index))
    from.fault('GAMES_ES_SOURCE_INDEX', 'malformed', NOT_AN_INDEX);
  if (from.faults.length > 0) throw sourceSettingsWrong(from.faults);
  const scheme = ids === 'igdb' ? 'igdb' : null;
  const source = { url: url ?? '', index, ...(apiKey && { apiKey }), ...(authority && { authority }) };
  return { source: url === undefined ? null : source, scheme };
}

function authorityOf(from: Environment): string | undefined {
  const path = from.text('GAMES_ES_SOURCE_CA_FILE');
  if (path === undefined) return undefined;
  try {
    const text = readFileSync(path, 'utf8');
    if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  } catch {
    // Said below: what cannot be read has no certificate.
  }
  from.fault('GAMES_ES_SOURCE_CA_FILE', 'malformed', NOT_A_CERTIFICATE);
  return undefined;
}

const NOT_AN_ADDRESS = { en: 'must be an http or https address', fr: 'doit être une adresse http ou https' };
const NOT_AN_INDEX = { en: 'must be the name of one index or alias', fr: 'doit être le nom d’un index ou d’un alias' };
const NOT_A_CERTIFICATE = {
  en: 'must be a file that holds a certificate in PEM',
  fr: 'doit être un fichier qui contient un certificat au format PEM',
};

const isHttp = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
