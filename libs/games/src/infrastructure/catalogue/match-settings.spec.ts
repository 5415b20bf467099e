import { DomainError } from '@hexagone/kernel';
import { matchSettings } from './match-settings';

describe('settings of matching', () => {
  it('have defaults', () => {
    expect(matchSettings({})).toEqual({ automatic: 0.92, review: 0.75 });
    expect(matchSettings({ GAMES_MATCH_AUTOMATIC: '1', GAMES_MATCH_REVIEW: '0.5' })).toEqual({
      automatic: 1,
      review: 0.5,
    });
  });

  it.each([
    [{ GAMES_MATCH_AUTOMATIC: '92' }, 'GAMES_MATCH_AUTOMATIC must be a number from 0 to 1'],
    [{ GAMES_MATCH_REVIEW: '1.5' }, 'GAMES_MATCH_REVIEW must be a number from 0 to 1'],
    [{ GAMES_MATCH_REVIEW: '0.95' }, 'GAMES_MATCH_REVIEW must not be greater than GAMES_MATCH_AUTOMATIC'],
  ])('refuse %j', (env, said) => {
    expect(() => matchSettings(env)).toThrow(DomainError);
    expect(() => matchSettings(env)).toThrow(said);
  });
});
