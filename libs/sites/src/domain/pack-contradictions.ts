import type { CountryPack } from './country-pack';

/** Throws an Error that names the pack and what is wrong with it. */
export function refuseContradictions(_packs: readonly CountryPack[]): void {
  // Filled in next.
}
