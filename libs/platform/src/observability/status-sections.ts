import type { Bilingual } from '@hexagone/kernel';

/** What one part of the service has to say about itself. */
export interface StatusSection {
  /** Its member of `/status.json`. */
  readonly name: string;
  readonly title: Bilingual;
  /** What `/status.json` shows: JSON values, snake_case. */
  readonly data: unknown;
  /** What `/status` shows: a table. Texts that differ by language are bilingual. */
  readonly columns: readonly Bilingual[];
  readonly rows: readonly (readonly (string | number | Bilingual | null)[])[];
}

/**
 * A part of the status page. Every provider of this class is found, in whatever module; it names no host, no version of a
 * dependency and no error text, since the page is public.
 */
export abstract class StatusSections {
  abstract sections(): Promise<readonly StatusSection[]>;
}
