import { type Json, listOf, objectOf, textOf } from './json';
import type { Found } from './ordering';
import { valuesOf } from './mapping';

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;', '/': '&#x2F;' },
};

const escaped = (text: string): string => text.replace(/[&<>"'/]/gu, (letter) => ENTITIES[letter] ?? letter);

interface Manner {
  readonly before: string;
  readonly after: string;
  readonly encode: (text: string) => string;
  readonly fragments: number;
  readonly size: number;
}

const mannerOf = (options: Json): Manner => ({
  before: textOf(listOf(options['pre_tags'])[0] ?? '<em>'),
  after: textOf(listOf(options['post_tags'])[0] ?? '</em>'),
  encode: options['encoder'] === 'html' ? escaped : (text) => text,
  fragments: Number(options['number_of_fragments'] ?? 5),
  size: Number(options['fragment_size'] ?? 100),
});

interface Span {
  readonly start: number;
  readonly end: number;
}

function marked(text: string, spans: readonly Span[], { before, after, encode }: Manner): string {
  let [made, from] = ['', 0];
  for (const { start, end } of spans) {
    made += `${encode(text.slice(from, start))}${before}${encode(text.slice(start, end))}${after}`;
    from = end;
  }
  return made + encode(text.slice(from));
}

/** Pieces of about the size that hold something found; the whole text where no pieces are asked for. */
function fragmentsOf(text: string, spans: readonly Span[], manner: Manner): readonly string[] {
  if (manner.fragments === 0) return [marked(text, spans, manner)];
  const pieces: string[] = [];
  let left = spans;
  while (left[0] && pieces.length < manner.fragments) {
    const start = text.lastIndexOf(' ', Math.max(0, left[0].start - manner.size / 4)) + 1;
    const space = text.indexOf(' ', start + manner.size);
    const end = space < 0 || text.length <= start + manner.size ? text.length : Math.max(space, left[0].end);
    const here = left
      .filter((span) => span.end <= end)
      .map((span) => ({ start: span.start - start, end: span.end - start }));
    pieces.push(marked(text.slice(start, end), here, manner));
    left = left.slice(here.length);
  }
  return pieces;
}

/** Field → fragments, of the fields asked for in which something was found. */
export function highlightsOf(
  { snapshot, at }: Found,
  asked: Json,
  found: ReadonlyMap<string, ReadonlySet<string>>,
): Json {
  const { fields, ...shared } = asked;
  const source = snapshot.documents[at]?.source;
  const entries = Object.entries(objectOf(fields)).map(([path, own]) => {
    const field = snapshot.mapping.fields.get(path);
    const terms = found.get(path) ?? new Set();
    const pieces = valuesOf(source, field?.members ?? ['']).flatMap((value) => {
      const text = textOf(value);
      const tokens = field?.analyze?.(text) ?? [{ term: textOf(field?.normalize(value)), start: 0, end: text.length }];
      const spans = tokens
        .filter(({ term }) => terms.has(term))
        .filter((one, n, all) => one.start >= (all[n - 1]?.end ?? 0));
      return spans.length > 0 ? fragmentsOf(text, spans, mannerOf({ ...shared, ...objectOf(own) })) : [];
    });
    return [path, pieces] as const;
  });
  return Object.fromEntries(entries.filter(([, pieces]) => pieces.length > 0));
}
