import { ImportFailure } from '@hexagone/ingestion';
import { type Bilingual, problem } from '@hexagone/kernel';

const UNREACHABLE = problem('games.elasticsearch-unreachable', 'unavailable', {
  en: 'The Elasticsearch of games does not answer',
  fr: 'L’Elasticsearch des jeux ne répond pas',
});
const ANSWER = problem('games.elasticsearch-answer', 'unavailable', {
  en: 'The answer of the Elasticsearch of games cannot be read',
  fr: 'La réponse de l’Elasticsearch des jeux est illisible',
});

const said = ({ en, fr }: Bilingual): Bilingual => ({
  en: `GAMES_ES_SOURCE_URL: ${en}.`,
  fr: `GAMES_ES_SOURCE_URL : ${fr}.`,
});

export const engineAway = (why: Bilingual): ImportFailure => new ImportFailure('unreachable', UNREACHABLE, said(why));

export const answerUnreadable = (why: Bilingual): ImportFailure => new ImportFailure('malformed', ANSWER, said(why));

const NOT_ELASTICSEARCH = { en: 'this is no Elasticsearch', fr: 'ce n’est pas un Elasticsearch' };
const NOT_JSON = { en: 'the answer is not JSON', fr: 'la réponse n’est pas du JSON' };

/** What a failure of the client means; it never says an address with a password, nor a key. */
export function sourceFailure(error: unknown, index: string): ImportFailure {
  const { name, statusCode, message } = Object(error) as Readonly<Record<'name' | 'statusCode' | 'message', unknown>>;
  if (name === 'ProductNotSupportedError') return answerUnreadable(NOT_ELASTICSEARCH);
  if (name === 'DeserializationError') return answerUnreadable(NOT_JSON);
  if (statusCode === 404) {
    return engineAway({ en: `there is no index “${index}”`, fr: `il n’y a pas d’index « ${index} »` });
  }
  if (statusCode === 401 || statusCode === 403) {
    const status = String(statusCode);
    return engineAway({ en: `it refuses this client (${status})`, fr: `l’accès est refusé (${status})` });
  }
  const reason = String(typeof statusCode === 'number' ? statusCode : name === 'ConnectionError' ? message : name);
  return engineAway({ en: `it cannot be read (${reason})`, fr: `la lecture a échoué (${reason})` });
}
