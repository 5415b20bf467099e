import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import type { Stems, StemsOf } from '../../domain/search/text-query';

const MOST_KEPT = 20_000;

const STEMS = `
  SELECT w AS word, en.stems = '{}' OR fr.stems = '{}' AS stop, en.stems || fr.stems AS lexemes
  FROM unnest($1::text[]) w,
    LATERAL (SELECT tsvector_to_array(to_tsvector('public.hx_en', w)) AS stems) en,
    LATERAL (SELECT tsvector_to_array(to_tsvector('public.hx_fr', w)) AS stems) fr`;

/** What the database's dictionaries make of words: always the same, so it is asked once. */
@Injectable()
export class WordStems {
  private readonly known = new Map<string, Stems>();

  constructor(private readonly database: Database) {}

  async of(words: readonly string[]): Promise<StemsOf> {
    const asked = words.filter((word) => !this.known.has(word));
    if (this.known.size + asked.length > MOST_KEPT) this.known.clear();
    const wanted = words.filter((word) => !this.known.has(word));
    if (wanted.length > 0) await this.ask(wanted);
    const found = new Map(words.map((word) => [word, this.known.get(word) ?? asItIs(word)]));
    return (word) => found.get(word) ?? asItIs(word);
  }

  private async ask(words: readonly string[]): Promise<void> {
    const { rows } = await this.database.query<Stems & { word: string }>(STEMS, [words]);
    for (const { word, stop, lexemes } of rows) this.known.set(word, { stop, lexemes: [word, ...lexemes] });
  }
}

const asItIs = (word: string): Stems => ({ stop: false, lexemes: [word] });
