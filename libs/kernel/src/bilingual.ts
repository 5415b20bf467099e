/** A text shown to people, in the two languages Hexagone speaks. */
export interface Bilingual {
  readonly en: string;
  readonly fr: string;
}

export type Language = keyof Bilingual;
