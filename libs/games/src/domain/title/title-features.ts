/** What a title says beside the name of the game. */
export interface TitleFeatures {
  /** Tokens joined by one blank; '' where nothing is left: then the record is matched by ids only. */
  readonly key: string;
  /** Every run of digits of the key, in order, without leading zeros. */
  readonly numbers: readonly string[];
  readonly numeralForm: '' | 'roman' | 'arabic';
  readonly variant: 'remake' | 'remaster' | null;
  /** The edition's words, folded (`game of the year`), without `edition`. */
  readonly edition: string | null;
  readonly qualifier: string | null;
  readonly titleYear: number | null;
  readonly composite: boolean;
  readonly notes: readonly TitleNote[];
}

export type TitleNote = 'sales' | 'version' | 'region';
