import { fold, wordsOf } from '../title/fold';

/** What a line says of one thing: its slug, IGDB's ids, names. */
interface Line {
  readonly at: string;
  readonly slug: string;
  readonly igdbIds: readonly number[];
}

/** Case, accents, spaces and punctuation make no difference. */
const compact = (word: string): string => wordsOf(fold(word)).join('');

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Ids and words → what they stand for. None may stand for two things. */
export class KnownWords<T> {
  readonly faults: string[] = [];
  readonly #known = new Map<string | number, { readonly at: string; readonly thing: T }>();

  find(said: string | number): T | undefined {
    return this.#known.get(typeof said === 'number' ? said : compact(said))?.thing;
  }

  /** The slug, the ids and the words of one line. */
  learn({ at, slug, igdbIds }: Line, words: readonly string[], thing: T): void {
    if (!SLUG.test(slug)) this.faults.push(`${at}: "${slug}" is no slug (lower-case letters and digits, joined by -)`);
    for (const said of [slug, ...words, ...igdbIds]) this.claim(at, said, thing);
  }

  claim(at: string, said: string | number, thing: T): void {
    const key = typeof said === 'number' ? said : compact(said);
    const known = this.#known.get(key);
    if (key === '') this.faults.push(`${at}: a name is empty`);
    else if (known === undefined) this.#known.set(key, { at, thing });
    else if (known.at !== at) this.faults.push(`${at}: ${JSON.stringify(said)} stands for that of ${known.at} already`);
  }
}
