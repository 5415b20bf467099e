import { Environment, type Settings } from '@hexagone/platform';
import { httpAddress, sourceSettingsWrong } from '../source-settings';

/** Who asks IGDB, and where. */
export interface IgdbAccess {
  /** Without a slash at its end. */
  readonly url: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly filter: string | null;
}

/** Null without IGDB_CLIENT_ID: IGDB is not asked. Throws DomainError, every fault named. */
export function igdbAccess(env: Settings['env']): IgdbAccess | null {
  const from = new Environment(env);
  const clientId = from.text('IGDB_CLIENT_ID');
  const clientSecret = from.text('IGDB_CLIENT_SECRET');
  const url = httpAddress(from, 'IGDB_URL') ?? '';
  const tokenUrl = httpAddress(from, 'IGDB_TOKEN_URL') ?? '';
  const filter = from.text('IGDB_FILTER') ?? null;
  if (filter?.includes(';')) from.fault('IGDB_FILTER', 'malformed', NOT_AN_EXPRESSION);
  if (clientId !== undefined && clientSecret === undefined) from.fault('IGDB_CLIENT_SECRET', 'required', NO_SECRET);
  if (from.faults.length > 0) throw sourceSettingsWrong(from.faults);
  if (clientId === undefined || clientSecret === undefined) return null;
  return { url: url.endsWith('/') ? url.slice(0, -1) : url, tokenUrl, clientId, clientSecret, filter };
}

const NOT_AN_EXPRESSION = {
  en: 'must be one expression, without a semicolon',
  fr: 'doit être une expression, sans point-virgule',
};
const NO_SECRET = {
  en: 'is required where IGDB_CLIENT_ID is given',
  fr: 'est obligatoire quand IGDB_CLIENT_ID est donnée',
};
