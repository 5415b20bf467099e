import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const canaries = join(__dirname, 'canaries');
const rules = join(root, '.dependency-cruiser.cjs');

function run(script: string, args: readonly string[], directory: string): string {
  const bin = join(root, 'node_modules', script);
  try {
    return execFileSync(process.execPath, [bin, ...args], { cwd: directory, encoding: 'utf8', maxBuffer: 1e8 });
  } catch (failure) {
    return (failure as { stdout: string }).stdout;
  }
}

function brokenRules(directory: string): string[] {
  const args = ['apps', 'libs', '--config', rules, '--output-type', 'json', '--no-cache'];
  const report = run('dependency-cruiser/bin/dependency-cruise.mjs', args, directory);
  const { summary } = JSON.parse(report) as {
    summary: { violations: { rule: { name: string }; from: string; to: string }[]; totalCruised: number };
  };
  if (summary.totalCruised === 0) throw new Error('nothing was read');
  return [...new Set(summary.violations.map(({ rule }) => rule.name))].sort();
}

describe('the architecture', () => {
  it('is respected', () => {
    expect(brokenRules(root)).toEqual([]);
  });

  it('is guarded by rules that bite', () => {
    const { forbidden } = jest.requireActual<{ forbidden: { name: string }[] }>(rules);
    expect(brokenRules(canaries)).toEqual(forbidden.map(({ name }) => name).sort());
  });

  it('keeps the module of the spine for apps alone', () => {
    const sin = join(canaries, 'libs/red/src/infrastructure/module-of-the-spine.ts');
    const args = [
      '--no-config-lookup',
      '--config',
      join(__dirname, 'canary.eslint.config.mjs'),
      '--format',
      'json',
      sin,
    ];
    const [report] = JSON.parse(run('eslint/bin/eslint.js', args, root)) as [{ messages: { ruleId: string }[] }];
    expect(report.messages.map(({ ruleId }) => ruleId)).toEqual(['no-restricted-imports']);
    expect(readFileSync(join(root, 'eslint.config.mjs'), 'utf8')).toContain('moduleOfTheSpineIsForApps');
  });
});
