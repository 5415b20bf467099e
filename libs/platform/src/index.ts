export * from './cli/cli-command';
export * from './config/settings';
export * from './database/database';
export * from './database/direct-connections';
