// npm start: builds what is stale, then is the service. The service itself opens, migrates and fills the database.
import { createRequire } from 'node:module';
import { build } from './build.mjs';
import { loadEnvironmentFile } from './project.mjs';

async function main() {
  loadEnvironmentFile();
  console.error('Building Hexagone …');
  console.error((await build()) ? 'Built.' : 'Already built.');
  console.error('Starting the service …');
  createRequire(import.meta.url)('../dist/apps/api/src/main.js');
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
