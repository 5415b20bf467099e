export { PACKS } from './domain/countries/index';
export type { CountryPack } from './domain/country-pack';
export { SitesModule } from './sites.module';
