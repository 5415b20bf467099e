// npm test: every check of the project, all shown, and the sum in the last line.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { inProject, run, script } from './project.mjs';

const checks = [
  ['types', script('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'tsconfig.json'],
  ['lint', script('eslint', 'bin', 'eslint.js'), '.'],
  ['format', script('prettier', 'bin', 'prettier.cjs'), '--check', '.'],
  ['unused code', script('knip', 'bin', 'knip.js')],
].filter(([name]) => name !== 'unused code' || existsSync(inProject('knip.json')));

const title = (name) => console.log(`\n── ${name} ${'─'.repeat(70 - name.length)}`);

/** Answers 1 when the step failed. */
async function step(name, work) {
  title(name);
  try {
    await work();
    console.log('ok');
    return 0;
  } catch (error) {
    console.log(error.message);
    return 1;
  }
}

const program = (args) => async () => {
  const { code } = await run(process.execPath, args);
  if (code !== 0) throw new Error(`failed (exit code ${code})`);
};

/** Passed and failed tests; a file that could not run at all counts as one failure. */
async function tests() {
  title('tests');
  const folder = mkdtempSync(join(tmpdir(), 'hexagone-tests-'));
  const report = join(folder, 'report.json');
  const { code } = await run(process.execPath, [
    script('jest', 'bin', 'jest.js'),
    '--ci',
    '--json',
    `--outputFile=${report}`,
    ...process.argv.slice(2),
  ]);
  const result = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
  rmSync(folder, { recursive: true });
  const { numPassedTests: passed = 0, numFailedTests = 0, numRuntimeErrorTestSuites = 0 } = result;
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

let failedSteps = await step('build', build);
for (const [name, ...args] of checks) failedSteps += await step(name, program(args));
const { passed, failed } = await tests();
if (failedSteps > 0) console.log(`\n${failedSteps} of the checks before the tests failed: see above`);
console.log(`\n${passed} passed, ${failed + failedSteps} failed`);
process.exitCode = failed + failedSteps > 0 ? 1 : 0;
