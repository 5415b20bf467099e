import { editDistance } from '@hexagone/kernel';
import type { FieldIndex } from './field-index';
import type { Snapshot } from './index-store';
import { type Json, objectOf, textOf } from './json';
import { illegal } from './refusal';

interface Option {
  readonly text: string;
  readonly score: number;
  readonly freq: number;
}

function optionsFor(term: string, index: FieldIndex, how: Json): readonly Option[] {
  const { max_edits: edits = 2, prefix_length: same = 1, min_word_length: least = 4, size = 5, ...more } = how;
  const mode = more['suggest_mode'] ?? 'missing';
  if (term.length < Number(least) || (mode === 'missing' && index.postings.has(term))) return [];
  return [...index.postings]
    .map(([text, { size: freq }]) => ({ text, freq, distance: editDistance(term, text, Number(edits)) }))
    .filter(
      ({ text, distance }) => distance > 0 && distance <= Number(edits) && text.startsWith(term.slice(0, Number(same))),
    )
    .map(({ text, freq, distance }) => ({ text, freq, score: 1 - distance / Math.min(text.length, term.length) }))
    .filter(({ score }) => score >= 0.5)
    .sort((a, b) => b.score - a.score || b.freq - a.freq || (a.text < b.text ? -1 : 1))
    .slice(0, Number(size));
}

/** Words of the field near to those of each text, `term` suggesters alone. */
export function suggestionsOf(snapshot: Snapshot, asked: Json): Json {
  const { text: shared, ...entries } = asked;
  return Object.fromEntries(
    Object.entries(entries).map(([name, entry]) => {
      const { text = shared, term } = objectOf(entry);
      if (term === undefined) throw illegal('suggester with that name is not supported: [term] alone is');
      const how = objectOf(term);
      const index = snapshot.field(textOf(how['field']));
      if (!index) throw illegal(`no mapping found for field [${textOf(how['field'])}]`);
      const tokens = index.field.analyzeQuery?.(textOf(text)) ?? [];
      return [
        name,
        tokens.map(({ term: word, start, end }) => ({
          ...{ text: word, offset: start, length: end - start },
          options: optionsFor(word, index, how),
        })),
      ];
    }),
  );
}
