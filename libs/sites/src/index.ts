export type { CountryPack } from './domain/country-pack';
