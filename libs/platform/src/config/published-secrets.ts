import { VARIABLES } from './variables';

/** Whatever stands as a secret in a file of this repository: examples and tests. */
export const PUBLISHED_SECRETS: ReadonlySet<string> = new Set([
  VARIABLES.HEXAGONE_SECRET.example,
  'a secret that only tests know, of more than 32 bytes',
  'another secret of more than 32 bytes, which nobody knows',
]);
