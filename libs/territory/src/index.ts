export { TerritoryModule } from './territory.module';
