import { ImportFailure } from '@hexagone/ingestion';
import { type Bilingual, problem } from '@hexagone/kernel';

const MAPPING = problem('games.sql-mapping', 'rule-broken', {
  en: 'The mapping of the database is wrong',
  fr: 'La correspondance de la base est fautive',
});
const UNREACHABLE = problem('games.sql-unreachable', 'unavailable', {
  en: 'The database of games does not answer',
  fr: 'La base des jeux ne répond pas',
});

export const mappingWrong = (mapping: string, detail: Bilingual): ImportFailure =>
  new ImportFailure('usage', MAPPING, {
    en: `config/games/sql/${mapping}.yaml: ${detail.en}.`,
    fr: `config/games/sql/${mapping}.yaml : ${detail.fr}.`,
  });

/** What the server says of a query; it never says a password. */
export const queryWrong = (mapping: string, query: string, said: string): ImportFailure =>
  mappingWrong(mapping, {
    en: `the query ${query} must be one SELECT that the database can answer (${said})`,
    fr: `la requête ${query} doit être un seul SELECT auquel la base sait répondre (${said})`,
  });

/** Nothing of the address is said: it holds a password. */
export const addressWrong = (): ImportFailure =>
  new ImportFailure('usage', UNREACHABLE, {
    en: 'GAMES_SQL_URL has a parameter that cannot be followed, or names a file that cannot be read.',
    fr: 'GAMES_SQL_URL a un paramètre qui ne peut pas être suivi, ou désigne un fichier illisible.',
  });

export const databaseAway = (code: string): ImportFailure =>
  new ImportFailure('unreachable', UNREACHABLE, {
    en: `The database of GAMES_SQL_URL cannot be read (${code}).`,
    fr: `La base de GAMES_SQL_URL est illisible (${code}).`,
  });
