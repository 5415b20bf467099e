/** Between the items of a list; no key has it. */
export const BETWEEN = '\u001f';

const NONE: readonly string[] = [];

/** Texts and lists that many rows have, each kept once: a row as it is read has its own copy of every word. */
export class Vocabulary {
  private readonly words = new Map<unknown, unknown>();
  private readonly lists = new Map<string, readonly string[]>();

  /** Of few different ones. */
  word<T extends string | null>(text: T): T {
    const known = this.words.get(text) as T | undefined;
    if (known === undefined) this.words.set(text, text);
    return known ?? text;
  }

  /** What a text lists, of few different ones. */
  list(text: string): readonly string[] {
    const known = this.lists.get(text);
    if (known) return known;
    const items = itemsOf(text);
    this.lists.set(text, items);
    return items;
  }
}

/** What a text lists. */
export const itemsOf = (text: string): readonly string[] => (text === '' ? NONE : text.split(BETWEEN));
