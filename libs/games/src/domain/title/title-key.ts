import type { TitleFeatures } from './title-features';

/** What a title says: the name of the game as a key, and everything beside it. */
export const titleFeatures = (title: string): TitleFeatures => ({
  key: title.toLowerCase(),
  numbers: [],
  numeralForm: '',
  variant: null,
  edition: null,
  qualifier: null,
  titleYear: null,
  composite: false,
  notes: [],
});
