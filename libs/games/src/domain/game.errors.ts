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

export const COMPANY_NOT_FOUND = problem('games.company-not-found', 'not-found', {
  en: 'There is no such company',
  fr: 'Cette entreprise n’existe pas',
});

/** No company of that id has a live game. */
export class CompanyNotFound extends DomainError {
  constructor(id: number) {
    super(COMPANY_NOT_FOUND, { en: `There is no company ${id}`, fr: `Il n’y a pas d’entreprise ${id}` });
  }
}
