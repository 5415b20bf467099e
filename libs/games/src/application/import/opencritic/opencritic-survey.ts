import type { RawRecord } from '@hexagone/ingestion';
import { titleFeatures } from '../../../domain/title/title-key';

/** One row of the file. */
export interface Critique {
  readonly name: string;
  /** Title key, and what tells apart games of the same key; '' where there is no name. */
  readonly key: string;
  /** NaN for what is no number. */
  readonly rating: number;
}

const NUMBER = /^-?\d{1,3}(?:\.\d+)?$/;

export const NOT_RATED = -1;

export const isRating = (rating: number): boolean => rating >= 0 && rating <= 100;

export function critiqueOf({ fields }: RawRecord): Critique {
  const text = (column: string): string => ((fields[column] as string | undefined) ?? '').trim().replace(/\s+/g, ' ');
  const rating = text('rating');
  return { name: text('name'), key: keyOf(text('name')), rating: NUMBER.test(rating) ? Number(rating) : NaN };
}

function keyOf(name: string): string {
  const { key, titleYear, variant, edition, qualifier } = titleFeatures(name);
  return [key || name, titleYear, variant, edition, qualifier].filter(Boolean).join('|');
}

/** What the file says of each game, by key. */
export type OpencriticSurvey = ReadonlyMap<string, { readonly name: string; readonly contradictory: boolean }>;

/** Of several spellings of one name the least stands, so that the order of the file does not matter. */
export async function surveyCritiques(records: AsyncIterable<RawRecord>): Promise<OpencriticSurvey> {
  const said = new Map<string, { name: string; rating: number; contradictory: boolean }>();
  for await (const record of records) {
    const { name, key, rating } = critiqueOf(record);
    if (!isRating(rating)) continue;
    const known = said.get(key);
    if (!known) said.set(key, { name, rating, contradictory: false });
    else {
      known.contradictory ||= known.rating !== rating;
      if (name < known.name) known.name = name;
    }
  }
  return said;
}
