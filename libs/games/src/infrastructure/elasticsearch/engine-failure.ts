import { SearchUnavailable } from '../../application/search/game-search';

/** What the client's errors mean, by their names. */
const BY_NAME: Readonly<Record<string, string>> = {
  TimeoutError: 'timeout',
  ConnectionError: 'unreachable',
  NoLivingConnectionsError: 'unreachable',
  DeserializationError: 'not-elasticsearch',
  ProductNotSupportedError: 'not-elasticsearch',
};

/** The engine itself is in trouble; anything else may be the fault of one question. */
const OUTAGES: readonly string[] = ['timeout', 'unreachable', 'not-elasticsearch', 'overloaded', 'failing'];

export const isOutage = (error: unknown): error is SearchUnavailable =>
  error instanceof SearchUnavailable && OUTAGES.includes(error.reason);

export function statusOf(error: unknown): number | undefined {
  const { statusCode } = Object(error) as { readonly statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : undefined;
}

/** Any error of the client as the port words it. */
export function searchUnavailable(error: unknown): SearchUnavailable {
  const status = statusOf(error);
  const { name = '' } = Object(error) as { readonly name?: string };
  if (status === undefined) return new SearchUnavailable(BY_NAME[name] ?? 'failing', error);
  return new SearchUnavailable(reasonOf(status), error);
}

function reasonOf(status: number): string {
  if (status === 404) return 'index-building';
  if (status === 429) return 'overloaded';
  return status >= 500 ? 'failing' : 'refused';
}
