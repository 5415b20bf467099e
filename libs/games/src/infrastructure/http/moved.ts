import type { Call } from '@hexagone/platform';

/** What a merged id is answered with: where its game is now, `rest` being the path below the game. */
export function moved(reply: Call['reply'], id: number, into: number, rest = ''): object {
  reply.code(301).header('location', `/games/${into}${rest}`);
  return { id, merged_into: into };
}
