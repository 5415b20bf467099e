import { readFile } from 'node:fs/promises';
import { nearestName } from '@hexagone/kernel';
import { parse } from 'yaml';
import { mappingWrong } from './sql-problems';

/** Query → columns that its rows must have; the first is the game's key. */
export const QUERIES = {
  games: ['id', 'name'],
  releases: ['game_id', 'platform'],
  genres: ['game_id', 'genre'],
  companies: ['game_id', 'name'],
  texts: ['game_id', 'kind', 'language', 'text'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>;

export type QueryName = keyof typeof QUERIES;

/** How the tables of one schema are read as games. */
export interface SqlMapping {
  readonly name: string;
  readonly licence: string;
  readonly scheme: string | null;
  readonly queries: Readonly<Partial<Record<QueryName, string>>>;
}

type Given = Readonly<Record<string, unknown>>;

/** Throws ImportFailure (usage) that names what is wrong. */
export async function readMapping(path: string, name: string): Promise<SqlMapping> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw mappingWrong(name, { en: 'there is no such file', fr: 'ce fichier n’existe pas' });
  });
  return sqlMapping(text, name);
}

export function sqlMapping(text: string, name: string): SqlMapping {
  const given = membersOf(name, parsed(text, name), ['name', 'licence', 'external_scheme', 'queries']);
  const queries = membersOf(name, given['queries'], Object.keys(QUERIES));
  const { external_scheme: scheme } = given;
  return {
    name: textOf(name, given, 'name'),
    licence: textOf(name, given, 'licence'),
    scheme: scheme === undefined || scheme === null ? null : textOf(name, given, 'external_scheme'),
    queries: {
      ...Object.fromEntries(Object.keys(queries).map((query) => [query, textOf(name, queries, query)])),
      games: textOf(name, queries, 'games'),
    },
  };
}

function parsed(text: string, name: string): unknown {
  try {
    return parse(text);
  } catch {
    throw mappingWrong(name, { en: 'this is not YAML', fr: 'ce n’est pas du YAML' });
  }
}

function membersOf(name: string, given: unknown, known: readonly string[]): Given {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    const list = known.join(', ');
    throw mappingWrong(name, { en: `the members ${list} are missing`, fr: `les membres ${list} manquent` });
  }
  const stranger = Object.keys(given).find((member) => !known.includes(member));
  if (stranger === undefined) return given as Given;
  const nearest = nearestName(stranger, known) ?? known.join(', ');
  throw mappingWrong(name, {
    en: `there is no member ${stranger}; did you mean ${nearest}?`,
    fr: `il n’y a pas de membre ${stranger} ; vouliez-vous dire ${nearest} ?`,
  });
}

function textOf(name: string, given: Given, member: string): string {
  const value = given[member];
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  throw mappingWrong(name, { en: `${member} must be a text`, fr: `${member} doit être un texte` });
}
