/** What is said of a game to a model of language. */
export interface Described {
  readonly name: string;
  /** English names of its genres. */
  readonly genres: readonly string[];
  /** In English. */
  readonly summary: string | null;
}

const MOST_OF_SUMMARY = 400;

/** One English text: name, genres, the beginning of the summary. */
export const embeddingText = ({ name, genres, summary }: Described): string =>
  [name, genres.join(', '), (summary ?? '').replace(/\s+/g, ' ').trim().slice(0, MOST_OF_SUMMARY)]
    .filter((part) => part !== '')
    .join('. ');
