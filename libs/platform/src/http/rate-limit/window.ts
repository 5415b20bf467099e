/** So many permits in so many seconds; one comes back every `seconds / permits`. */
export interface Window {
  readonly permits: number;
  readonly seconds: number;
}

/** Permits that are left for now; or, where there are too few, how long until there are enough (s). */
export type Taken = { readonly remaining: number } | { readonly wait: number };

/** Seconds until all permits are there again. */
export const secondsToFull = ({ permits, seconds }: Window, remaining: number): number =>
  Math.ceil(((permits - remaining) * seconds) / permits);
