import type { GameRecord, GameText } from '../record/game-record';
import type { GameSourceKey } from '../record/sources';
import type { MemberRecord } from './golden-game';
import { narrative } from './narrative';
import { DEFAULT_RULES } from './survivorship-rules';

const ENGLISH = 'Sail from quay to quay before the tide comes in.';
const FRENCH = 'Naviguer de quai en quai avant que la marée ne monte.';
const survival = { rules: DEFAULT_RULES, companyKey: (name: string) => name };

const said = (kind: GameText['kind'], language: GameText['language'], text: string): GameText => ({
  ...{ kind, language, text },
});

const member = (
  source: GameSourceKey,
  texts: readonly GameText[],
  words: Partial<Pick<GameRecord, 'keywords' | 'themes'>> = {},
): MemberRecord => ({
  ...{ id: 1, source, sourceKey: '1', role: 'main', partial: false, synthetic: false, observedAt: '' },
  facts: { texts, keywords: [], themes: [], ...words } as Partial<GameRecord> as GameRecord,
});

describe('what a game is about', () => {
  const members = [
    member('elasticsearch', [said('summary', 'en', `Otherwise: ${ENGLISH}`), said('storyline', 'en', ENGLISH)]),
    member('igdb', [said('summary', 'en', ENGLISH)]),
    member('sql', [said('summary', 'fr', FRENCH)]),
    member('opencritic', [], { keywords: ['rain', 'boats'], themes: ['Open world'] }),
  ];

  it('is told by the first source of each text, and by whom', () => {
    expect(narrative(members, survival, 'en')).toEqual({
      ...{ summary: ENGLISH, storyline: ENGLISH, language: 'en', languages: ['en', 'fr'] },
      ...{ keywords: ['boats', 'rain'], themes: ['Open world'], sources: ['elasticsearch', 'igdb', 'opencritic'] },
    });
  });

  it('is told in one language, the other one where there is no word in it', () => {
    const french = narrative(members, survival, 'fr');
    expect(french).toMatchObject({ summary: FRENCH, storyline: null, language: 'fr', sources: ['opencritic', 'sql'] });
    expect(narrative(members.slice(0, 2), survival, 'fr')).toMatchObject({ summary: ENGLISH, language: 'en' });
    expect(narrative(members.slice(2, 3), survival, 'en')).toMatchObject({ summary: FRENCH, languages: ['fr'] });
  });

  it('is nothing where no text says something', () => {
    expect(narrative([member('igdb', [said('summary', 'en', 'Soon.')])], survival, 'en')).toEqual({
      ...{ summary: null, storyline: null, keywords: [], themes: [], language: null, languages: [], sources: [] },
    });
  });
});
