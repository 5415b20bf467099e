// What the tools share: where things are, and how a step is run and told.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');
export const inProject = (...path) => join(root, ...path);
export const lockFile = (name) => inProject('.hexagone', `${name}.lock`);

/** A program of node_modules, by its script: no shell, no npx. */
export const script = (...path) => inProject('node_modules', ...path);

/** Variables of `.env`, where there is one; the environment wins. */
export function loadEnvironmentFile() {
  if (existsSync(inProject('.env'))) process.loadEnvFile(inProject('.env'));
}

/** Runs a program to its end in the project's folder; answers its exit code and, unless shown, what it wrote. */
export function run(command, args, { shown = true, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = shown ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'];
    const child = spawn(command, args, { cwd: root, stdio, env: { ...process.env, ...env } });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code: code ?? (signal === 'SIGINT' ? 130 : 143), output }));
  });
}
