import type { Answer } from '../sites-service';
import { machine } from '../identity';
import { type GamesService, serveGames } from './service';

/** The service, asked by somebody who may decide about games. */
export interface Deciding {
  readonly games: GamesService;
  /** `/games` and that path, as one who may decide. */
  readonly decide: (
    method: 'GET' | 'POST' | 'PATCH',
    path: string,
    body?: unknown,
    headers?: Headers,
  ) => Promise<Answer>;
  readonly merge: (into: number, ids: readonly number[], more?: object) => Promise<Answer>;
  /** Records as `source:key`. */
  readonly unmerge: (game: number, ...records: readonly string[]) => Promise<Answer>;
  /** Id of the game that this record is in, by `source:key`. */
  readonly gameOf: (record: string) => Promise<number>;
  /** What there is of a game, without what changes with time. */
  readonly told: (id: number) => Promise<object>;
}

type Headers = Readonly<Record<string, string>>;

/** An import says when it read and under which run. */
const timeless = (name: string, value: unknown): unknown =>
  ['run', 'fetched_at', 'observed_at'].includes(name) ? undefined : value;

export const recordNamed = (name: string): { readonly source: string; readonly source_key: string } => {
  const colon = name.indexOf(':');
  return { source: name.slice(0, colon), source_key: name.slice(colon + 1) };
};

export async function deciding(): Promise<Deciding> {
  const games = await serveGames({ access: 'open' });
  const token = await machine(games.service.app, 'catalog:admin');
  const decide: Deciding['decide'] = (method, path, body, headers) =>
    games.call(method, `/games${path}`, body, { ...token, ...headers });
  return {
    ...{ games, decide },
    merge: (into, ids, more = {}) => decide('POST', `/${into}/merge`, { game_ids: ids, reason: 'the same', ...more }),
    unmerge: (game, ...records) =>
      decide('POST', `/${game}/unmerge`, { records: records.map(recordNamed), reason: 'not the same' }),
    gameOf: async (record) => {
      const { source, source_key: key } = recordNamed(record);
      const [row] = await games.query<{ game_id: number }>(
        `SELECT m.game_id FROM game_member m JOIN game_record r ON r.id = m.record_id JOIN game g ON g.id = m.game_id
         WHERE r.source = $1 AND r.source_key = $2 AND g.state = 'live' AND r.withdrawn_at IS NULL`,
        [source, key],
      );
      if (!row) throw new Error(`${record} is in no game`);
      return row.game_id;
    },
    told: async (id) => {
      const { status, body } = await games.get(`/games/${id}`);
      const { body: origin } = await games.get(`/games/${id}/provenance`);
      const { fields, records } = JSON.parse(JSON.stringify(origin, timeless)) as typeof origin;
      return { status, body, fields, records };
    },
  };
}
