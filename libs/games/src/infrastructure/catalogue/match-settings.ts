import { DomainError, problem } from '@hexagone/kernel';
import { Environment, type Settings } from '@hexagone/platform';
import type { MatchSettings } from '../../domain/matching/match-record';

const FAULTY = problem('games.match-settings', 'invalid', {
  en: 'The configuration of matching is wrong',
  fr: 'La configuration du rapprochement est fautive',
});

const SHARE = /^(0(\.[0-9]{1,4})?|1(\.0{1,4})?)$/;

/** From which confidence on records join by themselves, or are proposed for review. Throws DomainError. */
export function matchSettings(env: Settings['env']): MatchSettings {
  const from = new Environment(env);
  const share = (name: 'GAMES_MATCH_AUTOMATIC' | 'GAMES_MATCH_REVIEW'): number => {
    const text = from.text(name) ?? '';
    if (!SHARE.test(text)) from.fault(name, 'malformed', NOT_A_SHARE);
    return Number(text);
  };
  const [automatic, review] = [share('GAMES_MATCH_AUTOMATIC'), share('GAMES_MATCH_REVIEW')];
  if (automatic < review) from.fault('GAMES_MATCH_REVIEW', 'too_large', NOT_BELOW);
  if (from.faults.length === 0) return { automatic, review };
  const said = (language: 'en' | 'fr'): string =>
    from.faults.map(({ parameter, detail }) => `${parameter ?? ''} ${detail[language]}`).join('\n');
  throw new DomainError(FAULTY, { en: said('en'), fr: said('fr') }, { faults: from.faults });
}

const NOT_A_SHARE = {
  en: 'must be a number from 0 to 1, such as 0.92',
  fr: 'doit être un nombre de 0 à 1, comme 0.92',
};
const NOT_BELOW = {
  en: 'must not be greater than GAMES_MATCH_AUTOMATIC',
  fr: 'ne doit pas dépasser GAMES_MATCH_AUTOMATIC',
};
