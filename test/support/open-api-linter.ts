import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** Throws what the linter of OpenAPI has against a document. */
export function lintOpenApi(file: string): void {
  const linter = join(ROOT, 'node_modules/@redocly/cli/bin/cli.js');
  execFileSync(process.execPath, [linter, 'lint', file, '--format=stylish'], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' },
  });
}
