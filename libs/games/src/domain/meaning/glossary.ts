/** A French term of games and what an English text says for it. */
export interface GlossaryEntry {
  readonly fr: string;
  readonly en: string;
}

/** Carry no meaning of their own. Those that are English words too prove nothing about the language of a text. */
const STOP_WORDS =
  `a ai as au aux avec ca ce ceci cela celle celles celui ces cet cette ceux chaque chez comme d dans de des
  depuis donc du elle elles en entre est et etes etre eux fait faut il ils j je jouer joue jouant l la le les leur leurs lors
  lui m ma mais me mes meme mon n ne nos notre nous on ont ou par parmi pas plus pour pouvoir peut qu quand que quel quelle
  quelles quels qui quoi s sa sans se ses si soi soit son sont sous sur t ta te tes toi ton tous tout travers toute toutes tres tu un
  une vers vos votre vous y`.split(/\s+/);

const ENGLISH_TOO = new Set(
  `a ai as d en fait il j l m ma me mes n ne notre on pas plus pour s sans se si son sous t ta te
  toi ton tout tu vous y`.split(/\s+/),
);

/** Without accents, in lower case, each ligature as its letters. */
const folded = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae');

const wordsOf = (text: string): readonly string[] => folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Plurals as singulars: `chevaux` → `cheval`, `jeux` → `jeu`. */
function singular(word: string): string {
  if (word.length < 4) return word;
  if (word.endsWith('aux') && !word.endsWith('eaux')) return `${word.slice(0, -3)}al`;
  return word.replace(/(?<=[eo]u|eau)x$/, '').replace(/(?<!s)s$/, '');
}

/** Words that mean something, as the glossary looks them up. */
const stemsOf = (words: readonly string[]): readonly string[] =>
  words.filter((word) => !STOP_WORDS.includes(word)).map(singular);

/** Puts French queries into the English of the texts that they are compared with. */
export class Glossary {
  private readonly terms = new Map<string, string>();
  private readonly longest: number;

  constructor(entries: readonly GlossaryEntry[]) {
    for (const { fr, en } of entries) this.terms.set(stemsOf(wordsOf(fr)).join(' '), en);
    this.longest = Math.max(1, ...[...this.terms.keys()].map((term) => term.split(' ').length));
  }

  /**
   * The text in English, term by term, the longest first, stop words out, unknown words as they are. What does not look
   * French stays as it was: a French letter or stop word does, and so does a text that is mostly known terms.
   */
  translate(text: string): string {
    const words = wordsOf(text);
    const stems = stemsOf(words);
    const { said, unknown } = this.said(stems);
    const french = /[àâçéèêëîïôùûœ]/iu.test(text) || words.some(isFrench) || unknown * 2 < stems.length;
    return french && said.length > 0 ? said.join(' ') : text;
  }

  private said(stems: readonly string[]): { said: readonly string[]; unknown: number } {
    const covered = new Map<number, { term: string; length: number }>();
    for (let length = Math.min(this.longest, stems.length); length > 0; length--)
      for (let at = 0; at + length <= stems.length; at++) {
        const term = this.termOf(stems.slice(at, at + length).join(' '));
        const taken = Array.from(covered, ([start, found]) => start < at + length && at < start + found.length);
        if (term !== undefined && !taken.includes(true)) covered.set(at, { term, length });
      }
    return inOrder(stems, covered);
  }

  /** A verb is found by its infinitive: `saute` → `sauter`. */
  private termOf(stem: string): string | undefined {
    return this.terms.get(stem) ?? this.terms.get(`${stem}r`);
  }
}

const isFrench = (word: string): boolean => STOP_WORDS.includes(word) && !ENGLISH_TOO.has(word);

function inOrder(
  stems: readonly string[],
  covered: ReadonlyMap<number, { readonly term: string; readonly length: number }>,
): { said: readonly string[]; unknown: number } {
  const said: string[] = [];
  let unknown = 0;
  for (let at = 0; at < stems.length;) {
    const found = covered.get(at);
    said.push(found?.term ?? stems[at] ?? '');
    if (!found) unknown++;
    at += found?.length ?? 1;
  }
  return { said, unknown };
}
