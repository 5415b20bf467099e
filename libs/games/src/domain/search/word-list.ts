import { editDistance } from '@hexagone/kernel';
import { editsFor } from './typos';

/** A word of titles, and how many games have it there. */
export interface TitleWord {
  readonly word: string;
  readonly games: number;
}

export interface Neighbour extends TitleWord {
  readonly distance: number;
}

/** The words of one place, any of which fits; the last one may go on. */
export type Place = readonly string[];

interface Entry extends TitleWord {
  readonly letters: number;
}

/** One bit per letter, of 32: an edit changes two of them at most. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31);
  return letters;
}

function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const nearestFirst = (a: Neighbour, b: Neighbour): number =>
  a.distance - b.distance || b.games - a.games || byCode(a.word, b.word);

/** To the nearest beginning of the candidate, of which one that is as long is at most twice as far. */
function prefixDistance(word: string, candidate: string, edits: number): number {
  let least = editDistance(word, candidate.slice(0, word.length), 2 * edits);
  if (least > 2 * edits) return least;
  for (let more = 1; more <= edits; more++)
    for (const length of [word.length - more, word.length + more])
      least = Math.min(least, editDistance(word, candidate.slice(0, length), edits));
  return least;
}

/** The words of all titles, folded: which are known, and which one may have meant. */
export class WordList {
  private readonly byLength = new Map<number, Entry[]>();
  private readonly games = new Map<string, number>();

  constructor(words: readonly TitleWord[]) {
    for (const { word, games } of words) {
      this.games.set(word, games);
      const alike = this.byLength.get(word.length) ?? [];
      this.byLength.set(word.length, alike);
      alike.push({ word, games, letters: lettersOf(word) });
    }
  }

  has(word: string): boolean {
    return this.games.has(word);
  }

  /** Words that `word` may be a slip of: by distance, then by how many games have them. */
  neighbours(word: string, most = 10): readonly Neighbour[] {
    return this.near(word, (candidate, edits) => editDistance(word, candidate, edits), editsFor(word)).slice(0, most);
  }

  /** Words whose beginning `word` may be a slip of. */
  completions(word: string, most = 10): readonly Neighbour[] {
    const begins = (candidate: string, edits: number): number => prefixDistance(word, candidate, edits);
    return this.near(word, begins, editsFor(word), Infinity).slice(0, most);
  }

  /**
   * What a name that begins with these words may have been meant to begin with, the last word unfinished: with one edit in a
   * word at most, then with two. A reading that adds nothing is left out.
   */
  meant(typed: readonly string[]): readonly (readonly Place[])[] {
    const near = typed.map((word, i) => {
      if (this.has(word)) return [];
      return i < typed.length - 1 ? this.neighbours(word) : this.completions(word);
    });
    const readings = [1, 2].filter((edits) => near.some((found) => found.some(({ distance }) => distance === edits)));
    return readings.map((edits) =>
      typed.map((word, i) => [word, ...(near[i] ?? []).filter((n) => n.distance <= edits).map((n) => n.word)]),
    );
  }

  private near(
    word: string,
    distanceTo: (candidate: string, edits: number) => number,
    edits: number,
    longer: number = edits,
  ): Neighbour[] {
    if (edits === 0) return [];
    const letters = lettersOf(word);
    const found: Neighbour[] = [];
    for (const [length, alike] of this.byLength) {
      if (length < word.length - edits || length > word.length + longer) continue;
      for (const entry of alike) {
        const missing = longer === edits ? bits(letters ^ entry.letters) : bits(letters & ~entry.letters) * 2;
        if (missing > 2 * edits) continue;
        const distance = distanceTo(entry.word, edits);
        if (distance > 0 && distance <= edits) found.push({ word: entry.word, games: entry.games, distance });
      }
    }
    return found.sort(nearestFirst);
  }
}
