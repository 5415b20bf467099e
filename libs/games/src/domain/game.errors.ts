import { DomainError, problem } from '@hexagone/kernel';

export const GAME_NOT_FOUND = problem('games.game-not-found', 'not-found', {
  en: 'There is no such game',
  fr: 'Ce jeu n’existe pas',
});

/** No live game has that id, and none was merged under it. */
export class GameNotFound extends DomainError {
  constructor(id: number) {
    super(GAME_NOT_FOUND, { en: `There is no game ${id}`, fr: `Il n’y a pas de jeu ${id}` });
  }
}
