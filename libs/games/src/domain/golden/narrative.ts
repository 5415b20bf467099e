import type { GameText } from '../record/game-record';
import type { GameSourceKey } from '../record/sources';
import type { MemberRecord } from './golden-game';
import { saysEnough, type Survival, textsOf } from './survivorship';
import { wordsOf } from './unions';

type Language = GameText['language'];

/** What a game is about, in words. */
export interface Narrative {
  readonly summary: string | null;
  readonly storyline: string | null;
  readonly keywords: readonly string[];
  readonly themes: readonly string[];
  /** Of both texts; null: there is none. */
  readonly language: Language | null;
  /** In which there is any text. */
  readonly languages: readonly Language[];
  /** Whose words these are. */
  readonly sources: readonly GameSourceKey[];
}

const KINDS = ['summary', 'storyline'] as const;

/** In the language that is wanted where there is any text in it, else in the other one. */
export function narrative(members: readonly MemberRecord[], { rules }: Survival, wanted: Language): Narrative {
  const texts = KINDS.flatMap((kind) => textsOf(members, kind, rules).filter(saysEnough(rules)));
  const languages = [...new Set(texts.map(({ value }) => value.language))].sort();
  const language = languages.includes(wanted) ? wanted : (languages[0] ?? null);
  const [summary, storyline] = KINDS.map((kind) =>
    texts.find(({ value }) => value.kind === kind && value.language === language),
  );
  const worded = members.filter(({ facts }) => facts.keywords.length > 0 || facts.themes.length > 0);
  const told = [summary, storyline].flatMap((text) => (text ? [text.member] : []));
  return {
    summary: summary?.value.text ?? null,
    storyline: storyline?.value.text ?? null,
    keywords: wordsOf(members, ({ facts }) => facts.keywords),
    themes: wordsOf(members, ({ facts }) => facts.themes),
    language,
    languages,
    sources: [...new Set([...told, ...worded].map(({ source }) => source))].sort(),
  };
}
