import { DomainError, type FieldFault, type Language, problem } from '@hexagone/kernel';
import { absentId } from '../game.errors';
import type { Veto } from '../matching/match-record';
import { VETO_WORDS } from './veto-words';

export const REVIEW_NOT_FOUND = problem('games.review-not-found', 'not-found', {
  en: 'There is no such review',
  fr: 'Ce doute n’existe pas',
});
export const REVIEW_SETTLED = problem('games.review-settled', 'conflict', {
  en: 'This review is not open',
  fr: 'Ce doute n’est pas ouvert',
});
export const NOTHING_TO_JOIN = problem('games.nothing-to-join', 'conflict', {
  en: 'This review is about one record alone',
  fr: 'Ce doute ne porte que sur un enregistrement',
});
export const MERGED_WITH_ITSELF = problem('games.merged-with-itself', 'rule-broken', {
  en: 'A game is not merged with itself',
  fr: 'Un jeu ne se fusionne pas avec lui-même',
});
export const UNKNOWN_GAMES = problem('games.unknown-games', 'rule-broken', {
  en: 'Games that do not exist',
  fr: 'Des jeux qui n’existent pas',
});
export const ALREADY_MERGED = problem('games.already-merged', 'conflict', {
  en: 'The game is merged into another',
  fr: 'Le jeu est fusionné dans un autre',
});
export const VETOES_NOT_OVERRIDDEN = problem('games.vetoes-not-overridden', 'conflict', {
  en: 'Something speaks against this merge',
  fr: 'Quelque chose s’oppose à cette fusion',
});
export const RECORDS_ELSEWHERE = problem('games.records-elsewhere', 'rule-broken', {
  en: 'Records that are not in this game',
  fr: 'Des enregistrements qui ne sont pas dans ce jeu',
});
export const NOTHING_LEFT = problem('games.nothing-left', 'rule-broken', {
  en: 'A game without any record left',
  fr: 'Un jeu sans plus aucun enregistrement',
});

export class ReviewNotFound extends DomainError {
  constructor(id: number) {
    super(REVIEW_NOT_FOUND, absentId({ en: 'There is no review', fr: 'Il n’y a pas de doute' }, id));
  }
}

export class ReviewSettled extends DomainError {
  constructor(id: number, state: string) {
    super(
      REVIEW_SETTLED,
      { en: `Review ${id} is ${state}, not open`, fr: `Le doute ${id} n’est pas ouvert : ${state}` },
      { members: { state } },
    );
  }
}

export class NothingToJoin extends DomainError {
  constructor(id: number) {
    super(NOTHING_TO_JOIN, {
      en: `Review ${id} names no candidate: reject it, or merge the games that you mean`,
      fr: `Le doute ${id} ne nomme pas de candidat : rejetez-le, ou fusionnez les jeux que vous visez`,
    });
  }
}

const at = (place: number): string => `/game_ids/${place}`;

export class MergedWithItself extends DomainError {
  constructor(id: number, place: number) {
    const detail = { en: `Game ${id} is the one to merge into`, fr: `Le jeu ${id} est celui où l’on fusionne` };
    super(MERGED_WITH_ITSELF, detail, { faults: [{ pointer: at(place), code: MERGED_WITH_ITSELF.code, detail }] });
  }
}

export class UnknownGames extends DomainError {
  /** `unknown`: ids and where they stand among those given. */
  constructor(unknown: readonly { readonly id: number; readonly place: number }[]) {
    const faults = unknown.map(({ id, place }): FieldFault => {
      const detail = { en: `There is no game ${id}`, fr: `Il n’y a pas de jeu ${id}` };
      return { pointer: at(place), code: 'unknown', detail };
    });
    const ids = unknown.map(({ id }) => id).join(', ');
    super(UNKNOWN_GAMES, { en: `There are no games ${ids}`, fr: `Il n’y a pas de jeux ${ids}` }, { faults });
  }
}

export class AlreadyMerged extends DomainError {
  constructor(games: readonly { readonly id: number; readonly into: number }[]) {
    const said = (word: string): string => games.map(({ id, into }) => `${id} ${word} ${into}`).join(', ');
    super(
      ALREADY_MERGED,
      { en: `Merged already: ${said('into')}`, fr: `Déjà fusionné : ${said('dans')}` },
      { members: { merged: games.map(({ id, into }) => ({ id, merged_into: into })) } },
    );
  }
}

/** Why the records of two games never join by themselves; `decision`: somebody decided so. */
export interface VetoedGames {
  readonly games: readonly [number, number];
  readonly vetoes: readonly Veto[];
}

export class VetoesNotOverridden extends DomainError {
  constructor(vetoed: readonly VetoedGames[]) {
    const said = (language: Language, [and, is]: readonly [string, string]): string =>
      vetoed
        .map(
          ({ games, vetoes }) =>
            `${games.join(and)}${is}${vetoes.map((veto) => VETO_WORDS[veto][language]).join(', ')}`,
        )
        .join('; ');
    super(
      VETOES_NOT_OVERRIDDEN,
      {
        en: `Games ${said('en', [' and ', ': '])}. Say "override_vetoes": true to merge them nevertheless`,
        fr: `Jeux ${said('fr', [' et ', ' : '])}. Dites "override_vetoes": true pour les fusionner malgré tout`,
      },
      { members: { vetoes: vetoed.map(({ games, vetoes }) => ({ game_ids: games, vetoes })) } },
    );
  }
}

export class RecordsElsewhere extends DomainError {
  /** `places`: of those given, the ones that are no live record of that game. */
  constructor(game: number, places: readonly number[]) {
    const detail = {
      en: `No such record in game ${game}`,
      fr: `Pas d’enregistrement de ce nom dans le jeu ${game}`,
    };
    const faults = places.map((place): FieldFault => ({ pointer: `/records/${place}`, code: 'unknown', detail }));
    super(RECORDS_ELSEWHERE, detail, { faults });
  }
}

export class NothingLeft extends DomainError {
  constructor(game: number) {
    super(NOTHING_LEFT, {
      en: `These are all records of game ${game}: at least one must stay`,
      fr: `Ce sont tous les enregistrements du jeu ${game} : il doit en rester au moins un`,
    });
  }
}
