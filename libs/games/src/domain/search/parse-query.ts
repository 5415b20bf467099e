import { wordsOf } from '../title/fold';
import type { ParsedQuery } from './parsed-query';

/** A minus that begins a word, then what is between quotes or up to the next blank. */
const PART = /(?<minus>(?<![^\s"])-)?(?:"(?<phrase>[^"]*)"|(?<word>[^\s"]+))/gu;

const QUOTES = /[“”«»„]/gu;

const collapsed = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** What was asked, taken apart once. A quote without its end is left out, and so is what holds no letter and no digit. */
export function parseQuery(q: string): ParsedQuery {
  const parts = { terms: [] as string[], phrases: [] as string[], exclusions: [] as string[], text: [] as string[] };
  const text = q.normalize('NFC').replace(QUOTES, '"');
  const closed = (text.match(/"/gu)?.length ?? 0) % 2 === 0 ? text : withoutLast(text, '"');
  for (const { groups = {} } of closed.matchAll(PART)) {
    const said = collapsed(groups['phrase'] ?? groups['word'] ?? '');
    if (wordsOf(said).length === 0) continue;
    if (groups['minus']) {
      parts.exclusions.push(said);
      continue;
    }
    parts.text.push(said);
    (groups['phrase'] === undefined ? parts.terms : parts.phrases).push(said);
  }
  return { ...parts, text: parts.text.join(' ') };
}

function withoutLast(text: string, mark: string): string {
  const at = text.lastIndexOf(mark);
  return `${text.slice(0, at)} ${text.slice(at + mark.length)}`;
}
