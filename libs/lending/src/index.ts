export { LendingModule } from './lending.module';
