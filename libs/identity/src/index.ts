export { IdentityModule } from './identity.module';
export { FirstAccount } from './infrastructure/first-account';
