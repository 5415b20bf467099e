import { type SampleGame, sampleGame } from './sample-game';
import { elasticsearch, igdb, igdbId, opencritic, sales, type SampleRecord, sql } from './sample-records';

/** Forty true games with sixty records: what sources do to titles, dates and figures happens once in each cycle. */
export const CYCLE = 40;

/** Of these cycles the French title and the late port are such that no rule may join them by itself. */
const HARD_CYCLES = 3;

export interface Slot {
  readonly seed: number;
  /** From 0. */
  readonly cycle: number;
}

type Records = readonly SampleRecord[];
type Games = (slot: number, year?: number) => SampleGame;

const isHard = ({ cycle }: Slot): boolean => cycle > 0 && cycle % HARD_CYCLES === 0;

/** The true games of one cycle, in order, each with its records. */
export function cycleOf(slot: Slot): readonly Records[] {
  const games: Games = (nth, year) => sampleGame(slot.seed, slot.cycle * CYCLE + nth, year);
  return [
    ...series(games),
    ...twins(games),
    ...editions(games),
    ...spellings(games, slot),
    ...others(games, slot),
    ...singles(games),
  ];
}

/** A game and two sequels; one source writes Roman numerals, the other Arabic. */
function series(games: Games): readonly Records[] {
  const [first, second, third] = [games(0, 1999), games(1, 2003), games(2, 2007)];
  return [
    [igdb(first), sales(first)],
    [igdb(second, { title: `${first.title} II` }), sales(second, { title: `${first.title} 2` })],
    [sales(third, { title: `${first.title} 3` })],
  ];
}

/** The same title seven years later on the same platform; a remake; a remaster. */
function twins(games: Games): readonly Records[] {
  const [old, young, remade, remastered] = [games(3, 2001), games(4, 2008), games(5), games(7)];
  const same = { ...young, platforms: old.platforms };
  return [
    [igdb(old), sales(old)],
    [igdb(same, { title: old.title }), sales(same, { title: old.title })],
    [igdb(remade)],
    [igdb(games(6), { title: `${remade.title} (Remake)`, kind: 'remake' })],
    [igdb(remastered)],
    [igdb(games(8), { title: `${remastered.title} Remastered` })],
  ];
}

/** Editions that are known by id or by words, and one whose words nobody knows. */
function editions(games: Games): readonly Records[] {
  const [byId, byWords, unknown] = [games(9), games(10), games(11)];
  const edition = 'Game of the Year Edition';
  return [
    [
      igdb(byId),
      igdb(byId, {
        ...{ id: igdbId(byId, 1), title: `${byId.title} - ${edition}`, role: 'edition' },
        ...{ versionOf: igdbId(byId), versionTitle: edition },
      }),
    ],
    [sales(byWords), sales(byWords, { title: `${byWords.title} (Gold Edition)`, later: 1, role: 'edition' })],
    [igdb(unknown)],
    [igdb(games(12), { title: `${unknown.title}: Nocturne Edition` })],
  ];
}

/** One name, written in several ways. */
function spellings(games: Games, slot: Slot): readonly Records[] {
  const [article, marks, french, hidden] = [games(13), games(14), games(15), games(16)];
  const plain = `Smith's ${marks.title}`;
  return [
    [igdb(article, { title: `The ${article.title}` }), sales(article, { title: trailing(article.title) })],
    [igdb(marks, { title: `Smith’s ${marks.title}™` }), sales(marks, { title: plain })],
    [
      igdb(french, { title: french.frenchTitle, alternative: { name: french.title, comment: 'English title' } }),
      sales(french),
    ],
    isHard(slot)
      ? [igdb(hidden, { title: `Zephra ${hidden.title}` }), sales(hidden, { title: `Zephra ${hidden.frenchTitle}` })]
      : [igdb(hidden)],
  ];
}

/** `Tower of Ash: Kareth` → `Tower of Ash, The: Kareth`. */
const trailing = (title: string): string => title.replace(/(?=:)|$/, ', The');

const SYLLABLES = ['灯', '台', '歌', '夜', '海', '星', '風', '森', '雪', '夢', '竜', '庭', '鏡', '砂'];

/** A title in another script, different for each number. */
const nonLatin = ({ number }: SampleGame): string =>
  [number, Math.floor(number / 14), Math.floor(number / 196), 3, number * 5]
    .map((digit) => SYLLABLES[digit % SYLLABLES.length] ?? '')
    .join('の');

/** What is a game of its own beside another, or one game in two shapes. */
function others(games: Games, slot: Slot): readonly Records[] {
  const [composite, noted, ported, named] = [games(17), games(18), games(20, 2004), games(21)];
  const first = games(0, 1999);
  return [
    [igdb(composite, { title: `${composite.title} Ember/Hollow` })],
    [sales(noted), sales(noted, { title: `${noted.title} (JP sales)` })],
    [igdb(games(19), { title: `${first.title}: Lost Chapter`, kind: 'dlc', parent: igdbId(first) })],
    isHard(slot)
      ? [igdb(ported), sales(ported, { later: 6 })]
      : [igdb(ported), igdb(ported, { id: igdbId(ported, 1), kind: 'port', parent: igdbId(ported), role: 'port' })],
    [igdb(named)],
    [igdb(games(22), { title: `${named.title} (Owlworks)` })],
    [igdb(games(23), { title: nonLatin(games(23)) })],
    ...pairs(games, slot),
  ];
}

/** Two sources, or all of them, of one game; a bundle. */
function pairs(games: Games, { cycle }: Slot): readonly Records[] {
  const [contradicted, evening, undated, told, rated, known] = [24, 25, 27, 28, 29, 30].map((nth) => games(nth));
  if (!contradicted || !evening || !undated || !told || !rated || !known) return [];
  return [
    [igdb(contradicted), sql(contradicted, { contradicts: true })],
    [igdb(evening), sql(evening, { localMidnight: true })],
    [igdb(games(26), { title: `${games(26).title} Collection`, kind: 'bundle' })],
    [igdb(undated, { undated: true }), sales(undated, { undated: true })],
    [igdb(told), elasticsearch(told, { untitled: cycle % 2 === 1 })],
    [igdb(rated), opencritic(rated)],
    [igdb(known), sql(known), elasticsearch(known), opencritic(known), sales(known)],
  ];
}

/** Games that one source alone knows. */
function singles(games: Games): readonly Records[] {
  return [
    ...[31, 32, 33, 34].map((nth) => [sales(games(nth))]),
    ...[35, 36].map((nth) => [opencritic(games(nth))]),
    ...[37].map((nth) => [sql(games(nth))]),
    ...[38, 39].map((nth) => [elasticsearch(games(nth))]),
  ];
}
