/** Signs around a found word; no text of a source holds them. They become tags when everything else is escaped. */
export const [FROM, UNTIL] = ['\u0002', '\u0003'];

/** Letters around a found word; at most so many places of one text. */
const AROUND = 80;
const MOST = 2;

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const asHtml = (text: string): string =>
  text
    .trim()
    .replace(/[&<>"]/g, (sign) => ESCAPED[sign] ?? sign)
    .replaceAll(FROM, '<em>')
    .replaceAll(UNTIL, '</em>');

/** Where a word begins at or before, or ends at or after that place. */
function wordBegins(text: string, at: number): number {
  return at <= 0 ? 0 : text.lastIndexOf(' ', at) + 1;
}

function wordEnds(text: string, at: number): number {
  const blank = text.indexOf(' ', at);
  return at >= text.length || blank < 0 ? text.length : blank;
}

/** What stands around the found words of a text, as HTML; none of them: nothing. */
export function fragmentsOf(text: string): readonly string[] {
  const found: string[] = [];
  for (let at = text.indexOf(FROM); at >= 0 && found.length < MOST;) {
    const begins = wordBegins(text, at - AROUND);
    const ends = wordEnds(text, Math.max(at + AROUND, text.indexOf(UNTIL, at) + 1));
    const closed = text.slice(begins, ends);
    // The last word may have been cut after its beginning was marked.
    const whole = closed.lastIndexOf(FROM) > closed.lastIndexOf(UNTIL) ? closed + UNTIL : closed;
    found.push(asHtml(whole));
    at = text.indexOf(FROM, ends);
  }
  return found;
}
