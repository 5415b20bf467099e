import { type Bilingual, DomainError, problem } from '@hexagone/kernel';

/** An id that no number holds is not repeated: it would be told as another. */
export const absentId = (absent: Bilingual, id: number): Bilingual =>
  id < Number.MAX_SAFE_INTEGER
    ? { en: `${absent.en} ${id}`, fr: `${absent.fr} ${id}` }
    : { en: `${absent.en} with that id`, fr: `${absent.fr} de cet identifiant` };

export const GAME_NOT_FOUND = problem('games.game-not-found', 'not-found', {
  en: 'There is no such game',
  fr: 'Ce jeu n’existe pas',
});

/** No live game has that id, and none was merged under it. */
export class GameNotFound extends DomainError {
  constructor(id: number) {
    super(GAME_NOT_FOUND, absentId({ en: 'There is no game', fr: 'Il n’y a pas de jeu' }, id));
  }
}

export const COMPANY_NOT_FOUND = problem('games.company-not-found', 'not-found', {
  en: 'There is no such company',
  fr: 'Cette entreprise n’existe pas',
});

/** No company of that id has a live game. */
export class CompanyNotFound extends DomainError {
  constructor(id: number) {
    super(COMPANY_NOT_FOUND, absentId({ en: 'There is no company', fr: 'Il n’y a pas d’entreprise' }, id));
  }
}
