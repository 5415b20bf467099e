#!/usr/bin/env -S node --max-old-space-size=384 --max-semi-space-size=8
// The command line. It builds what is not built, and installs nothing. An import is a stream: the bound makes V8 collect
// garbage early, where on a large machine it would rather let it pile up; so does the smaller young generation.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { build } from '../tools/build.mjs';
import { inProject, loadEnvironmentFile } from '../tools/project.mjs';

async function main() {
  if (!existsSync(inProject('node_modules'))) throw new Error('The dependencies are not installed: run npm ci');
  loadEnvironmentFile();
  await build();
  createRequire(import.meta.url)('../dist/apps/cli/src/main.js');
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
